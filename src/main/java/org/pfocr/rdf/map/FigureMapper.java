package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.util.XSDNumUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Annotation;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.TermKind;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The triples of one figure. The order of its rows does not matter, and nothing is said twice.
 *
 * <p>What is said of genes, chemicals, diseases, organisms and papers comes from package {@code entity}, once for the whole
 * output. Immutable and thread-safe.
 */
public final class FigureMapper {
    private final SchemaBlockMapper schemaBlocks;
    private final OrganismNames organismNames;
    private final String imageTemplate;

    /**
     * @param imageTemplate address of a figure's image, with {@code {pmcid}} and {@code {filename}}
     */
    public FigureMapper(ContextSource contexts, OrganismNames organismNames, String imageTemplate) {
        this.schemaBlocks = new SchemaBlockMapper(contexts);
        this.organismNames = organismNames;
        this.imageTemplate = imageTemplate;
    }

    /**
     * What becomes of a figure.
     *
     * @param own the triples about the figure, its mentions and its block's nodes; those of a subject lie together, but for
     *     those of the figure, which are the first and come again at the end
     * @param repeatedRows number of rows that say the same as another row of the figure
     */
    public record Mapped(TripleBatch own, int repeatedRows) {}

    /**
     * Maps a figure.
     *
     * @param file name of the figure file, for problems
     * @param shared gets triples about other things, which other figures may state as well
     */
    public Mapped map(Figure figure, String file, StreamRDF shared, Consumer<Problem> problems) {
        int rows = figure.genes().size()
                + figure.chemicals().size()
                + figure.diseases().size();
        TripleBatch own = Mentions.batch(rows);
        Mapping mapping = new Mapping(figure, own, shared);
        mapping.run();
        String fragment = mapping.subject.getURI() + "#";
        List<Triple> ofNodes = new ArrayList<>();
        for (Triple triple : schemaBlocks.map(figure, file, own, problems)) {
            if (triple.getSubject().getURI().startsWith(fragment)) {
                ofNodes.add(triple);
            } else {
                shared.triple(triple);
            }
        }
        ofNodes.sort(Comparator.comparing(triple -> triple.getSubject().getURI()));
        ofNodes.forEach(own::add);
        return new Mapped(own, mapping.repeatedRows);
    }

    private final class Mapping {
        private final Figure figure;
        private final Node subject;
        private final TripleBatch own;
        private final StreamRDF shared;
        /** The subject's number. */
        private final int ofFigure;

        private int repeatedRows;

        Mapping(Figure figure, TripleBatch own, StreamRDF shared) {
            this.figure = figure;
            this.subject = Iris.figure(figure.id());
            this.own = own;
            this.shared = shared;
            this.ofFigure = own.term(subject);
        }

        void run() {
            say(Terms.RDF_TYPE, Pfocr.PathwayFigure);
            text(Terms.RDFS_LABEL, FigureLabel.of(figure));
            text(Terms.DCTERMS_TITLE, figure.title());
            text(Terms.DCTERMS_IDENTIFIER, figure.id());
            text(Terms.DCTERMS_DESCRIPTION, figure.caption());
            text(Pfocr.figureNumber, figure.number());
            text(Pfocr.figureType, figure.type());
            new LinkedHashSet<>(figure.aliases()).forEach(alias -> text(Pfocr.alias, alias));
            Set<Node> formerPages = new LinkedHashSet<>();
            figure.formerPages().forEach(page -> formerPages.add(Iris.sitePage(page)));
            formerPages.forEach(page -> say(Pfocr.formerPage, page));
            text(Pfocr.fileName, figure.fileName());
            if (figure.pathwayScore() != null) {
                // In the lexical form that TDB2 gives back, so that a store and a dump hold the same term.
                say(
                        Pfocr.pathwayScore,
                        NodeFactory.createLiteralDT(
                                XSDNumUtils.stringForm(figure.pathwayScore().doubleValue()), XSDDatatype.XSDdouble));
            }
            number(Pfocr.searchRank, figure.searchRank());
            number(Pfocr.generation, (long) figure.generation());
            if (figure.paper() != null) {
                say(Terms.DCTERMS_IS_PART_OF, Iris.paper(figure.paper().pmcid()));
                if (figure.fileName() != null) {
                    say(
                            Terms.FOAF_DEPICTION,
                            Iris.image(imageTemplate, figure.paper().pmcid(), figure.fileName()));
                }
            }
            if (figure.link() != null) {
                say(Terms.FOAF_PAGE, Iris.pmcPage(figure.link()));
            }
            new LinkedHashSet<>(figure.wikiPathways()).forEach(id -> say(Pfocr.wikiPathway, Iris.wikiPathway(id)));
            Set<Node> networks = new LinkedHashSet<>();
            figure.ndexNetworks().forEach(uuid -> networks.add(Iris.ndex(uuid)));
            networks.forEach(network -> say(Pfocr.ndexNetwork, network));
            new LinkedHashSet<>(figure.annotations()).forEach(this::annotation);
            organisms();
            Mentions mentions = new Mentions(figure, own);
            mentions.genes();
            mentions.terms(TermKind.CHEMICAL, figure.chemicals());
            mentions.terms(TermKind.DISEASE, figure.diseases());
            repeatedRows = mentions.repeatedRows();
        }

        private void annotation(Annotation annotation) {
            Node concept = concept(annotation.type(), annotation.value());
            say(Pfocr.annotation, concept);
            share(concept, Terms.RDF_TYPE, Pfocr.FigureAnnotation);
            if (annotation.id() != null) {
                share(concept, Terms.SKOS_EXACT_MATCH, Iris.obo(annotation.id()));
            }
            if (annotation.parent() != null && !annotation.parent().equals(annotation.value())) {
                share(concept, Terms.SKOS_BROADER, concept(annotation.type(), annotation.parent()));
            }
        }

        private Node concept(String type, String value) {
            Node concept = Iris.annotation(type, value);
            Node scheme = Iris.annotationScheme(type);
            share(concept, Terms.RDF_TYPE, Terms.SKOS_CONCEPT);
            share(concept, Terms.SKOS_PREF_LABEL, NodeFactory.createLiteralString(value));
            share(concept, Terms.RDFS_LABEL, NodeFactory.createLiteralString(value));
            share(concept, Terms.SKOS_IN_SCHEME, scheme);
            share(scheme, Terms.RDF_TYPE, Terms.SKOS_CONCEPT_SCHEME);
            share(scheme, Terms.RDFS_LABEL, NodeFactory.createLiteralString(type));
            return concept;
        }

        /** Organisms whose taxonomy id the pages or the rows give; package {@code entity} says the rest. */
        private void organisms() {
            organismNames.ofPaper(figure).forEach(id -> say(Pfocr.organism, Iris.taxon(id)));
            organismNames.matched(figure).forEach(id -> say(Pfocr.matchedOrganism, Iris.taxon(id)));
        }

        private void text(Node property, @Nullable String text) {
            if (text != null) {
                own.add(ofFigure, own.term(property), own.text(text));
            }
        }

        private void number(Node property, @Nullable Long number) {
            if (number != null) {
                say(property, Mentions.integer(number));
            }
        }

        private void say(Node property, Node object) {
            own.add(ofFigure, own.term(property), own.term(object));
        }

        private void share(Node about, Node property, Node object) {
            shared.triple(Triple.create(about, property, object));
        }
    }
}
