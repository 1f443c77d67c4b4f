package org.pfocr.rdf.map;

import com.github.jsonldjava.core.JsonLdApi;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.RDFDataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.SchemaBlock;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The schema.org block of a figure through a JSON-LD processor (JSON-LD 1.0 Processing Algorithms and API, "Expansion"
 * and "Deserialize JSON-LD to RDF"), with upstream's placeholders repaired and without blank nodes.
 */
final class SchemaBlockMapper {
    private static final String ID = "@id";
    private static final String CONTEXT = "@context";

    private final ContextSource contexts;
    private final CheckedIris iris = new CheckedIris();

    SchemaBlockMapper(ContextSource contexts) {
        this.contexts = contexts;
    }

    /**
     * Adds what the blocks say of the figure to a batch, each triple once. What fails gives a problem and no triple: a value
     * or, where that is not enough, a block.
     *
     * @param file name of the figure file, for problems
     * @return the triples about other things, each once
     */
    List<Triple> map(Figure figure, String file, TripleBatch own, Consumer<Problem> problems) {
        Set<Triple> all = new LinkedHashSet<>(); // Two blocks may say the same.
        List<SchemaBlock> blocks = figure.schemaBlocks();
        for (int i = 0; i < blocks.size(); i++) {
            all.addAll(new Mapping(figure, blocks.get(i), i == 0, file, problems).run());
        }
        Node subject = Iris.figure(figure.id());
        List<Triple> others = new ArrayList<>();
        for (Triple triple : all) {
            if (triple.getSubject().equals(subject)) {
                own.add(triple);
            } else {
                others.add(triple);
            }
        }
        return others;
    }

    private @Nullable Object expanded(Object context, Map<String, @Nullable Object> block) throws JsonLdError {
        Object expanded =
                new JsonLdApi(contexts.options()).expand(contexts.contextFor(context, ExpandedBlock.BASE), block);
        // The expansion algorithm's last step, which expand() leaves to its caller.
        return expanded instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("@graph")
                ? map.get("@graph")
                : expanded;
    }

    /** The state of mapping one block. */
    private final class Mapping {
        private final Node subject;
        private final SchemaBlock source;
        private final BlockProblems problems;
        private final BlockRepair repair;

        Mapping(Figure figure, SchemaBlock source, boolean isOfFigure, String file, Consumer<Problem> problems) {
            this.subject = Iris.figure(figure.id());
            this.source = source;
            this.problems = new BlockProblems(file, source.line(), problems);
            this.repair = new BlockRepair(figure, isOfFigure, this.problems);
        }

        /** The triples, each once; none where the block fails. */
        Set<Triple> run() {
            Map<String, @Nullable Object> block = repair.repaired(source.content());
            Object context = block.remove(CONTEXT);
            if (context == null) {
                problems.add(
                        Kind.BAD_JSONLD,
                        "has no @context, so nothing in it has a meaning",
                        "add @context: https://schema.org/");
                return Set.of();
            }
            try {
                return throughProcessor(context, block);
            } catch (JsonLdError e) {
                if (e.getType() == JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED) {
                    problems.add(
                            Kind.UNKNOWN_CONTEXT,
                            "names a context that is not known here (" + Problem.quote(String.valueOf(e.getMessage()))
                                    + "), so the block was left out; nothing is fetched",
                            "use https://schema.org/ or map the context to a file with --context IRI=FILE");
                } else {
                    invalid(e);
                }
            } catch (RuntimeException | StackOverflowError e) {
                // The processor meets some broken blocks with a failed cast or a null of its own.
                invalid(e);
            }
            return Set.of();
        }

        Set<Triple> throughProcessor(Object context, Map<String, @Nullable Object> block) throws JsonLdError {
            Map<String, @Nullable Object> given = block;
            Object expanded;
            try {
                expanded = expanded(context, given);
            } catch (RuntimeException e) { // JsonLdError among them.
                if (e instanceof JsonLdError error
                        && error.getType() == JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED) {
                    throw e;
                }
                given = sound(context, block);
                expanded = expanded(context, given);
            }
            if (expanded == null) {
                repair.report();
                if (given.keySet().stream().anyMatch(key -> !key.equals(ID))) {
                    problems.add(
                            Kind.BAD_JSONLD,
                            "says nothing to which its @context gives a meaning",
                            "use the @context https://schema.org/");
                }
                return Set.of();
            }
            ExpandedBlock pruned = new ExpandedBlock(subject, iris, problems);
            List<Triple> plain = pruned.plainTexts(expanded);
            pruned.prune(expanded);
            RDFDataset dataset = new JsonLdApi(expanded, contexts.options()).toRDF();
            repair.report();
            return new BlockTriples(subject, iris, problems).of(dataset, plain);
        }

        /** The block without the values that the processor refuses. */
        private Map<String, @Nullable Object> sound(Object context, Map<String, @Nullable Object> block) {
            Map<String, @Nullable Object> sound = new LinkedHashMap<>();
            block.forEach((key, value) -> {
                if (value instanceof List<?> list && list.size() <= ExpandedBlock.MAX_VALUES) {
                    List<@Nullable Object> kept = new ArrayList<>(list);
                    kept.removeIf(item -> !isSound(context, key, item));
                    sound.put(key, kept);
                } else if (isSound(context, key, value)) {
                    sound.put(key, value);
                }
            });
            return sound;
        }

        private boolean isSound(Object context, String key, @Nullable Object value) {
            Map<String, @Nullable Object> alone = new LinkedHashMap<>();
            alone.put(key, value);
            try {
                expanded(context, alone);
                return true;
            } catch (RuntimeException e) { // JsonLdError among them.
                problems.add(
                        Kind.BAD_JSONLD,
                        "has a value of " + Problem.quote(key) + " that is not valid JSON-LD ("
                                + Problem.quote(String.valueOf(e.getMessage())) + "), so it was left out",
                        "correct it");
                return false;
            }
        }

        void invalid(Throwable e) {
            problems.add(
                    Kind.BAD_JSONLD,
                    "is not valid JSON-LD (" + Problem.quote(String.valueOf(e.getMessage())) + "), so it was left out",
                    "correct the block");
        }
    }
}
