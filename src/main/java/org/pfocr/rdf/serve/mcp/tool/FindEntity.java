package org.pfocr.rdf.serve.mcp.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.found.Suggestion;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Values;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** From a name or an identifier to the IRIs that it may mean. */
public final class FindEntity implements Tool {
    private static final int MOST = 50;

    /** Before an identifier, as people and other databases write it. */
    private static final Pattern PREFIX = Pattern.compile(
            "(?i)^(ncbigene|geneid|entrez|gene|mesh|taxon|taxonomy|ncbitaxon|txid|pmc(?=:)|hgnc\\.symbol|hgncsym|doi|chebi|doid|figure)[:_ ]\\s*");

    /** Classes with the word for them, and the property by which figures have such a thing. */
    private static final Map<Node, String> KINDS = Map.of(
            Pfocr.Gene,
            "gene",
            Pfocr.Chemical,
            "chemical",
            Pfocr.Disease,
            "disease",
            Pfocr.Organism,
            "organism",
            Pfocr.PathwayFigure,
            "figure",
            Pfocr.GeneGroup,
            "family",
            Pfocr.FigureAnnotation,
            "annotation",
            Iris.external(Terms.FABIO + "JournalArticle"),
            "paper");

    private static final Map<String, Node> USES = Map.of(
            "gene", Pfocr.mentionsGene,
            "chemical", Pfocr.mentionsChemical,
            "disease", Pfocr.mentionsDisease,
            "organism", Pfocr.organism,
            "annotation", Pfocr.annotation,
            "paper", Terms.DCTERMS_IS_PART_OF);

    @Override
    public String name() {
        return "find_entity";
    }

    @Override
    public String title() {
        return "Find a gene, chemical, disease, organism, paper or figure";
    }

    @Override
    public String description() {
        return "Turns a name, gene symbol, alias or identifier into the IRI that all other tools and SPARQL need. Call it"
                + " first for every thing that a question names. Gives IRI, kind, organism and number of figures, those"
                + " called exactly so first. A name can mean several things: the same symbol exists in several species"
                + " (human is Homo sapiens), and a word such as AKT can be a family of genes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "name",
                        "Name, symbol, alias, identifier or IRI, such as TP53, p53, 7157, diabetes mellitus, MESH:D003920,"
                                + " Mus musculus, PMC90000005."),
                Parameter.choice(
                        "kind",
                        "any",
                        List.of(
                                "any",
                                "gene",
                                "chemical",
                                "disease",
                                "organism",
                                "annotation",
                                "paper",
                                "figure",
                                "family"),
                        "Only things of this kind."),
                Parameter.number("limit", 8, 1, MOST, "How many at most."));
    }

    @Override
    public JsonObject schema() {
        return Json.with(
                Json.schema("note", "string"),
                "entities",
                Json.schema(
                        "iri",
                        "string",
                        "label",
                        "string",
                        "kind",
                        "string",
                        "organism",
                        "string",
                        "detail",
                        "string",
                        "figures",
                        "integer",
                        "exact",
                        "boolean"));
    }

    @Override
    public JsonObject answer(Values values, Asked asked) {
        String name = values.required("name").strip();
        String kind = values.required("kind");
        int limit = values.number("limit");
        Look look = new Look(asked.dataset());
        List<JsonObject> exact = new ArrayList<>();
        List<JsonObject> like = new ArrayList<>();
        Set<Node> seen = new LinkedHashSet<>();
        for (Node known : byIdentifier(name, look)) {
            if (seen.add(known)) {
                add(known, null, look, kind, exact);
            }
        }
        Sets sets = SetFunctions.of(asked.dataset());
        List<Node> called = sets == null ? List.of() : sets.genesCalled(name);
        Search search = Search.of(asked.dataset());
        if (search != null) {
            for (Suggestion suggestion : search.suggest(name, MOST)) {
                Node iri = suggestion.iri();
                if (iri != null && seen.add(iri)) {
                    boolean isExact = called.contains(iri) || isCalled(iri, name, look);
                    add(iri, suggestion, look, kind, isExact ? exact : like);
                }
            }
        }
        // Aliases that the words of figures matched are not among the search's names.
        List<JsonObject> byAlias = new ArrayList<>();
        for (Node gene : called) {
            if (seen.add(gene)) {
                add(gene, null, look, kind, byAlias);
            }
        }
        byAlias.sort(Comparator.comparingLong(FindEntity::figures).reversed());
        exact.addAll(byAlias);
        asked.running().pace();
        JsonArray entities = new JsonArray();
        exact.forEach(entity -> entity.put("exact", true));
        exact.stream().limit(limit).forEach(entities::add);
        like.stream().limit(limit - (long) entities.size()).forEach(entities::add);
        JsonObject answer = new JsonObject();
        answer.put("entities", entities);
        Json.put(answer, "note", note(name, exact.size(), exact.size() + like.size(), entities.size()));
        return answer;
    }

    private static String note(String name, int exact, int all, int shown) {
        if (all == 0) {
            return "No figure has anything called \"" + name
                    + "\". Try another name, a shorter one, or search_figures with" + " the words.";
        }
        String note = exact == 0
                ? "Nothing is called exactly so; these names are like it."
                : exact > 1 ? exact + " things are called so; choose by kind and organism." : "";
        return shown < all ? (note + " More match: raise limit or name a kind.").strip() : note;
    }

    private static List<Node> byIdentifier(String name, Look look) {
        List<Node> found = new ArrayList<>();
        if (name.matches("(?i)<?https?://[^<>\"{}|^`\\\\\\s]+>?")) {
            Node iri = Iris.external(name.replaceAll("[<>]", ""));
            if (!look.objects(iri, Terms.RDF_TYPE).isEmpty()) {
                found.add(iri);
            }
            found.addAll(look.subjects(Terms.SKOS_EXACT_MATCH, iri, MOST));
            return found;
        }
        String id = PREFIX.matcher(name).replaceFirst("");
        for (String form : new LinkedHashSet<>(List.of(name, id, id.toUpperCase(Locale.ROOT)))) {
            Node text = NodeFactory.createLiteralString(form);
            for (Node property : List.of(Terms.DCTERMS_IDENTIFIER, Pfocr.alias, Pfocr.doi, Pfocr.doiUpperCase)) {
                found.addAll(look.subjects(property, text, MOST));
            }
            for (Node group : look.subjects(Iris.external(Terms.SKOS + "notation"), text, MOST)) {
                if (look.has(group, Terms.RDF_TYPE, Pfocr.GeneGroup)) {
                    found.add(group);
                }
            }
        }
        String number = id.replaceAll("\\D", "");
        if (name.matches("(?i)(chebi|doid)[:_ ]\\s*\\d+")) {
            String prefix = name.toUpperCase(Locale.ROOT).startsWith("CHEBI") ? "CHEBI_" : "DOID_";
            Node other = Iris.external("http://purl.obolibrary.org/obo/" + prefix + number);
            found.addAll(look.subjects(Terms.SKOS_EXACT_MATCH, other, MOST));
            if (!look.objects(other, Terms.RDF_TYPE).isEmpty()) {
                found.add(other);
            }
        }
        return found;
    }

    private static boolean isCalled(Node thing, String name, Look look) {
        for (Node property : List.of(Terms.RDFS_LABEL, Terms.SKOS_ALT_LABEL, Terms.DCTERMS_TITLE)) {
            for (Node text : look.objects(thing, property)) {
                if (text.isLiteral() && text.getLiteralLexicalForm().equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void add(
            Node thing, @Nullable Suggestion suggestion, Look look, String wanted, List<JsonObject> entities) {
        String kind = look.objects(thing, Terms.RDF_TYPE).stream()
                .map(KINDS::get)
                .filter(word -> word != null)
                .findFirst()
                .orElse(suggestion == null ? "" : suggestion.kind());
        if (kind.isEmpty() || (!wanted.equals("any") && !wanted.equals(kind))) {
            return;
        }
        JsonObject json = new JsonObject();
        json.put("iri", thing.getURI());
        String label = look.text(thing, Terms.RDFS_LABEL);
        Json.put(json, "label", label == null && suggestion != null ? suggestion.label() : label);
        json.put("kind", kind);
        look.objects(thing, Terms.WP_ORGANISM).stream()
                .findFirst()
                .ifPresent(organism -> Json.put(json, "organism", look.text(organism, Terms.RDFS_LABEL)));
        Json.put(json, "detail", kind.equals("gene") ? look.text(thing, Terms.DCTERMS_TITLE) : detail(thing, look));
        Node use = USES.get(kind);
        if (suggestion != null && suggestion.figures() > 0) {
            json.put("figures", suggestion.figures());
        } else if (use != null) {
            json.put("figures", look.count(use, thing));
        }
        json.put("exact", false);
        entities.add(json);
    }

    private static long figures(JsonObject gene) {
        return gene.get("figures").getAsNumber().value().longValue();
    }

    private static @Nullable String detail(Node thing, Look look) {
        return look.text(thing, Terms.DCTERMS_IDENTIFIER);
    }
}
