package org.pfocr.rdf.serve.mcp.tool;

import java.util.List;
import java.util.Objects;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Values;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** What a store says of a figure, without what nobody asks for. */
public final class GetFigure implements Tool {
    private static final int MOST = 2_000;

    @Override
    public String name() {
        return "get_figure";
    }

    @Override
    public String title() {
        return "What is in a figure";
    }

    @Override
    public String description() {
        return "A figure by its IRI or id: title, caption, paper (with DOI, year and PubMed id where known), organisms, image,"
                + " and the genes, chemicals and diseases drawn in it, each with its IRI. total… says how many there are.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("figure", "IRI, id or alias of the figure, such as PMC90000005__sample-05-g003."),
                Parameter.number(
                        "limit", 60, 1, MOST, "How many genes, chemicals and diseases of each kind to tell of."));
    }

    @Override
    public JsonObject schema() {
        JsonObject schema = Json.schema(
                "figure",
                "string",
                "id",
                "string",
                "title",
                "string",
                "caption",
                "string",
                "number",
                "string",
                "type",
                "string",
                "image",
                "string",
                "page",
                "string",
                "organisms",
                "string[]",
                "annotations",
                "string[]",
                "wikiPathways",
                "string[]",
                "totalGenes",
                "integer",
                "totalChemicals",
                "integer",
                "totalDiseases",
                "integer");
        schema.get("properties")
                .getAsObject()
                .put(
                        "paper",
                        Json.schema(
                                "iri",
                                "string",
                                "title",
                                "string",
                                "year",
                                "string",
                                "doi",
                                "string",
                                "pubmed",
                                "string",
                                "journal",
                                "string",
                                "citation",
                                "string"));
        Json.with(schema, "genes", Json.schema("iri", "string", "label", "string", "organism", "string"));
        Json.with(schema, "chemicals", Json.schema("iri", "string", "label", "string"));
        return Json.with(schema, "diseases", Json.schema("iri", "string", "label", "string"));
    }

    @Override
    public JsonObject answer(Values values, Asked asked) {
        String name = values.required("figure");
        Look look = new Look(asked.dataset());
        Node figure = find(name, look);
        if (figure == null) {
            throw Values.wrong(
                    "figure",
                    "There is no figure \"" + name
                            + "\". Give an IRI or id as search_figures and figures_with have them.");
        }
        return of(figure, values.number("limit"), look);
    }

    /** A figure by IRI, id or alias; null where there is none. */
    public static @Nullable Node find(String name, Look look) {
        String id = name.strip().replaceAll("[<>]", "").replaceFirst("^(https?://.*/figures/|fig:)", "");
        id = id.replaceFirst("\\.html$", "");
        for (Node property : List.of(Terms.DCTERMS_IDENTIFIER, Pfocr.alias)) {
            for (Node found : look.subjects(property, NodeFactory.createLiteralString(id), 2)) {
                if (look.has(found, Terms.RDF_TYPE, Pfocr.PathwayFigure)) {
                    return found;
                }
            }
        }
        return null;
    }

    public static JsonObject of(Node figure, int limit, Look look) {
        JsonObject answer = new JsonObject();
        answer.put("figure", figure.getURI());
        Json.put(answer, "id", look.text(figure, Terms.DCTERMS_IDENTIFIER));
        Json.put(answer, "title", look.text(figure, Terms.RDFS_LABEL));
        Json.put(answer, "caption", look.text(figure, Terms.DCTERMS_DESCRIPTION));
        Json.put(answer, "number", look.text(figure, Pfocr.figureNumber));
        Json.put(answer, "type", look.text(figure, Pfocr.figureType));
        look.objects(figure, Terms.DCTERMS_IS_PART_OF).stream()
                .findFirst()
                .ifPresent(paper -> answer.put("paper", paper(paper, look)));
        answer.put("organisms", labels(look.objects(figure, Pfocr.organism), look));
        things(answer, "genes", figure, Pfocr.mentionsGene, limit, look);
        things(answer, "chemicals", figure, Pfocr.mentionsChemical, limit, look);
        things(answer, "diseases", figure, Pfocr.mentionsDisease, limit, look);
        answer.put("annotations", labels(look.objects(figure, Pfocr.annotation), look));
        answer.put(
                "wikiPathways",
                Json.texts(look.objects(figure, Pfocr.wikiPathway).stream()
                        .map(Node::getURI)
                        .toList()));
        look.objects(figure, Terms.FOAF_DEPICTION).stream()
                .findFirst()
                .ifPresent(image -> answer.put("image", image.getURI()));
        look.objects(figure, Terms.FOAF_PAGE).stream().findFirst().ifPresent(page -> answer.put("page", page.getURI()));
        return answer;
    }

    private static JsonObject paper(Node paper, Look look) {
        JsonObject json = new JsonObject();
        json.put("iri", paper.getURI());
        Json.put(json, "title", look.text(paper, Terms.DCTERMS_TITLE));
        Json.put(json, "year", look.text(paper, Terms.DCTERMS_ISSUED));
        Json.put(json, "doi", look.text(paper, Pfocr.doi));
        Json.put(json, "pubmed", look.text(paper, Terms.FABIO_HAS_PUB_MED_ID));
        Json.put(json, "journal", look.text(paper, Pfocr.journalTitle));
        Json.put(json, "citation", look.text(paper, Terms.DCTERMS_BIBLIOGRAPHIC_CITATION));
        return json;
    }

    private static JsonArray labels(List<Node> things, Look look) {
        return Json.texts(things.stream().map(thing -> label(thing, look)).toList());
    }

    private static String label(Node thing, Look look) {
        return Objects.requireNonNullElse(look.text(thing, Terms.RDFS_LABEL), thing.toString());
    }

    private static void things(JsonObject answer, String name, Node figure, Node property, int limit, Look look) {
        List<Node> things = look.objects(figure, property);
        JsonArray array = new JsonArray();
        for (Node thing : things.subList(0, Math.min(limit, things.size()))) {
            JsonObject json = new JsonObject();
            json.put("iri", thing.getURI());
            json.put("label", label(thing, look));
            if (property.equals(Pfocr.mentionsGene)) {
                look.objects(thing, Terms.WP_ORGANISM).stream()
                        .findFirst()
                        .ifPresent(organism -> json.put("organism", label(organism, look)));
            }
            array.add(json);
        }
        answer.put(name, array);
        answer.put("total" + Character.toUpperCase(name.charAt(0)) + name.substring(1), things.size());
    }
}
