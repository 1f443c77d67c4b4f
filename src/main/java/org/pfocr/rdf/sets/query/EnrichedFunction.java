package org.pfocr.rdf.sets.query;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.Gene;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;

/** {@code (?figure ?overlap ?size ?p ?q ?score ?popularityP ?odds ?genes) pfocr:enriched (GENE … OPTION …)} */
final class EnrichedFunction extends SetFunction {
    private static final List<String> COLUMNS =
            List.of("?figure", "?overlap", "?size", "?p", "?q", "?score", "?popularityP", "?odds", "?genes");

    @Override
    String name() {
        return "pfocr:enriched";
    }

    @Override
    List<String> columns() {
        return COLUMNS;
    }

    private record Enriched(Sets sets, Enrichment enrichment) implements Found {
        @Override
        public int size() {
            return enrichment.size();
        }

        @Override
        public Node value(int row, int column) {
            return switch (column) {
                case 0 -> sets.figure(enrichment, row);
                case 1 -> integer(enrichment.overlap(row));
                case 2 -> integer(enrichment.figureSize(row));
                case 3 -> real(enrichment.p(row));
                case 4 -> real(enrichment.q(row));
                case 5 -> real(enrichment.score(row));
                case 6 -> real(enrichment.popularityP(row));
                case 7 -> real(enrichment.odds(row));
                default ->
                    NodeFactory.createLiteralString(sets.genes(enrichment, row).stream()
                            .map(Gene::symbol)
                            .collect(Collectors.joining(" ")));
            };
        }
    }

    @Override
    Found find(Sets sets, Arguments arguments, BooleanSupplier isCancelled) throws UnusableRequest {
        arguments.check("organism", "flavour", "background", "min", "max");
        String background = arguments.option("background");
        Sets.Options options = new Sets.Options(
                arguments.flavour(),
                arguments.number("min", 1),
                arguments.number("max", Integer.MAX_VALUE),
                background == null ? null : GeneList.split(background));
        GeneList list = sets.find(arguments.names(), arguments.option("organism"));
        return new Enriched(sets, sets.enrich(list, options, isCancelled));
    }

    @Override
    int @Nullable [] rowsOf(Found found, Node figure) {
        if (!(found instanceof Enriched enriched)) {
            return null;
        }
        int row = enriched.sets.row(enriched.enrichment, figure);
        return row < 0 ? new int[0] : new int[] {row};
    }
}
