import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.rdf4j.query.BooleanQuery;
import org.eclipse.rdf4j.query.GraphQueryResult;
import org.eclipse.rdf4j.query.QueryEvaluationException;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sparql.SPARQLRepository;

/** Asks with RDF4J's SPARQLRepository. Arguments: endpoint, folder of queries. Prints what clients-test compares. */
public final class Rdf4jClient {
    public static void main(String[] arguments) throws Exception {
        Path queries = Path.of(arguments[1]);
        SPARQLRepository repository = new SPARQLRepository(arguments[0]);
        try (RepositoryConnection connection = repository.getConnection()) {
            for (String name : List.of("select.rq", "sets.rq", "functions.rq")) {
                List<String> figures = new ArrayList<>();
                try (TupleQueryResult rows = connection.prepareTupleQuery(text(queries, name)).evaluate()) {
                    rows.forEach(row -> figures.add(row.getValue("figure").stringValue()));
                }
                figures.stream().sorted().forEach(System.out::println);
            }
            BooleanQuery ask = connection.prepareBooleanQuery(text(queries, "ask.rq"));
            System.out.println("ask " + ask.evaluate());
            int triples = 0;
            try (GraphQueryResult graph = connection.prepareGraphQuery(text(queries, "construct.rq")).evaluate()) {
                while (graph.hasNext()) {
                    graph.next();
                    triples++;
                }
            }
            System.out.println("construct " + triples);
            try {
                connection.prepareTupleQuery(text(queries, "wrong.rq")).evaluate().close();
                System.out.println("error none");
            } catch (QueryEvaluationException e) { // With the server's own words.
                System.out.println("error " + (e.getMessage().contains("\"status\" : 400") ? "400" : e.getMessage()));
            }
        } finally {
            repository.shutDown();
        }
    }

    private static String text(Path folder, String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }
}
