package org.pfocr.rdf.release.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.NewFile;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Iris;

/**
 * Gene sets in GMT (Broad Institute, "Data formats": name, description, members, with tabs between), a file for each organism,
 * flavour and identifier. Organisms with few figures are together in one file, so that nothing is left out and nobody gets a
 * thousand files. For one thread.
 */
public final class GeneSets {
    private static final String GMT = "text/tab-separated-values";
    /** Organisms with files of their own. */
    private static final int OWN_FILES = 20;

    private static final String OTHER = "other";
    /** What biologists call the usual ones. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("9606", "human"),
            Map.entry("10090", "mouse"),
            Map.entry("10116", "rat"),
            Map.entry("7955", "zebrafish"),
            Map.entry("7227", "fruit-fly"),
            Map.entry("6239", "c-elegans"),
            Map.entry("4932", "yeast"),
            Map.entry("559292", "yeast-s288c"),
            Map.entry("3702", "arabidopsis"),
            Map.entry("9913", "cow"),
            Map.entry("9823", "pig"),
            Map.entry("9031", "chicken"),
            Map.entry("562", "e-coli"));

    private final Sets sets;
    private final ReleaseFolder folder;
    private final String release;
    private final int minSize;
    private final int[] figures;

    /**
     * @param release what the names of files begin with
     * @param minSize sets with fewer members are left out
     */
    public GeneSets(Sets sets, ReleaseFolder folder, String release, int minSize) {
        this.sets = sets;
        this.folder = folder;
        this.release = release;
        this.minSize = minSize;
        this.figures = sets.figures();
    }

    /** By which identifier members are named. */
    private interface Identifier {
        /** The names of a member; none where it has none. */
        List<String> of(Fact.@Nullable OfMember member, String id);
    }

    /** Writes all files. */
    public void write() throws IOException {
        Map<String, Identifier> ofGenes = new TreeMap<>();
        ofGenes.put("entrez", (gene, id) -> List.of(id));
        ofGenes.put("symbol", GeneSets::label);
        Sets.Members genes = sets.members(Fact.Kind.GENE);
        if (hasAny(genes, GeneSets::ensembl)) {
            ofGenes.put("ensembl", GeneSets::ensembl);
        }
        if (hasAny(genes, GeneSets::uniprot)) {
            ofGenes.put("uniprot", GeneSets::uniprot);
        }
        Map<String, String> names = names();
        for (Map.Entry<String, Identifier> identifier : ofGenes.entrySet()) {
            for (Flavour flavour : Flavour.values()) {
                genes(flavour, identifier.getKey(), identifier.getValue(), names);
            }
        }
        Map<String, Identifier> ofConcepts = new TreeMap<>();
        ofConcepts.put("id", (concept, id) -> List.of(id));
        ofConcepts.put("name", GeneSets::label);
        for (Fact.Kind kind : List.of(Fact.Kind.CHEMICAL, Fact.Kind.DISEASE)) {
            for (Map.Entry<String, Identifier> identifier : ofConcepts.entrySet()) {
                concepts(kind, identifier.getKey(), identifier.getValue());
            }
        }
    }

    private static boolean hasAny(Sets.Members members, Identifier identifier) {
        for (int i = 0; i < members.count(); i++) {
            if (!identifier.of(members.thing(i), members.id(i)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> label(Fact.@Nullable OfMember member, String id) {
        return member == null || member.label() == null ? List.of() : List.of(oneLine(member.label()));
    }

    private static List<String> ensembl(Fact.@Nullable OfMember member, String id) {
        return member == null ? List.of() : member.ensembl();
    }

    private static List<String> uniprot(Fact.@Nullable OfMember member, String id) {
        return member == null ? List.of() : member.uniprot();
    }

    /** Organism to its name in names of files, for those that have files of their own; an unknown one is the empty text. */
    private Map<String, String> names() {
        Map<String, Integer> counts = new HashMap<>();
        for (int figure : figures) {
            byOrganism(sets.members(Fact.Kind.GENE).of(figure, Flavour.ALL))
                    .keySet()
                    .forEach(organism -> counts.merge(organism, 1, Integer::sum));
        }
        counts.remove("");
        Map<String, String> names = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(OWN_FILES)
                .forEach(entry -> names.put(entry.getKey(), name(entry.getKey())));
        return names;
    }

    private String name(String organism) {
        String usual = USUAL.get(organism);
        if (usual != null) {
            return usual;
        }
        String label = sets.organism(organism);
        String slug = label == null
                ? ""
                : label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return (slug.isEmpty() ? "taxon" : slug) + "-" + organism;
    }

    /** The genes of a figure by their organism. */
    private Map<String, List<Integer>> byOrganism(int[] genes) {
        Map<String, List<Integer>> organisms = new TreeMap<>();
        for (int gene : genes) {
            Fact.OfMember member = sets.members(Fact.Kind.GENE).thing(gene);
            String organism = member == null || member.organism() == null ? "" : member.organism();
            organisms.computeIfAbsent(organism, o -> new ArrayList<>()).add(gene);
        }
        return organisms;
    }

    private void genes(Flavour flavour, String by, Identifier identifier, Map<String, String> names)
            throws IOException {
        Sets.Members members = sets.members(Fact.Kind.GENE);
        try (Files files =
                new Files("-" + flavour.key() + "-" + by + ".gmt", "of genes, " + flavour.key() + ", by " + by)) {
            for (int figure : figures) {
                for (Map.Entry<String, List<Integer>> set :
                        byOrganism(members.of(figure, flavour)).entrySet()) {
                    String own = names.get(set.getKey());
                    String organism = set.getKey().isEmpty() ? "unknown" : set.getKey();
                    Set<String> ids = ids(
                            members,
                            set.getValue().stream().mapToInt(Integer::intValue).toArray(),
                            identifier);
                    files.put(
                            own == null ? OTHER : own,
                            own == null ? sets.id(figure) + "_" + organism : sets.id(figure),
                            figure,
                            own == null ? " (organism " + organism + ")" : "",
                            ids);
                }
            }
            files.keep();
        }
    }

    private void concepts(Fact.Kind kind, String by, Identifier identifier) throws IOException {
        Sets.Members members = sets.members(kind);
        try (Files files = new Files("-" + by + ".gmt", "by " + by)) {
            for (int figure : figures) {
                files.put(
                        kind + "s",
                        sets.id(figure),
                        figure,
                        "",
                        ids(members, members.of(figure, Flavour.ALL), identifier));
            }
            files.keep();
        }
    }

    /** The distinct names of members: numbers by number, then texts by code point. */
    private static Set<String> ids(Sets.Members members, int[] numbers, Identifier identifier) {
        List<String> all = new ArrayList<>();
        Arrays.stream(numbers).forEach(number -> all.addAll(identifier.of(members.thing(number), members.id(number))));
        all.sort(Comparator.comparingLong(GeneSets::number).thenComparing(Comparator.naturalOrder()));
        return new LinkedHashSet<>(all);
    }

    private static long number(String id) {
        return id.length() < 19 && id.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(id) : Long.MAX_VALUE;
    }

    /** GMT has no way to write a tab or an end of line. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\r\\n\\u000B\\f\\u0085\\u2028\\u2029]+", " ")
                .strip();
    }

    /** The files of a flavour and identifier, by the name of the organism. */
    private final class Files implements AutoCloseable {
        private final String end;
        private final String about;
        private final Map<String, NewFile> files = new TreeMap<>();
        private final Map<String, Long> counts = new HashMap<>();

        Files(String end, String about) {
            this.end = end;
            this.about = about;
        }

        void put(String whose, String name, int figure, String more, Set<String> members) throws IOException {
            if (members.isEmpty() || members.size() < minSize || folder.has("-" + whose + end)) {
                return;
            }
            NewFile file = files.get(whose);
            if (file == null) {
                file = folder.create("-" + whose + end, Packing.NONE);
                files.put(whose, file);
            }
            Fact.OfFigure fact = sets.fact(figure);
            String title = fact == null || fact.title() == null ? "" : oneLine(fact.title()) + " ";
            String line = oneLine(name) + "\t" + title
                    + Iris.figure(sets.id(figure)).getURI() + more + "\t" + String.join("\t", members) + "\n";
            file.stream().write(line.getBytes(StandardCharsets.UTF_8));
            counts.merge(whose, 1L, Long::sum);
        }

        void keep() throws IOException {
            for (Map.Entry<String, NewFile> file : files.entrySet()) {
                String key = "-" + file.getKey() + end;
                folder.keep(
                        file.getValue(),
                        key,
                        release + key,
                        new Facts(
                                Sort.GENE_SETS,
                                GMT,
                                "Sets " + about + ": " + file.getKey(),
                                0,
                                counts.getOrDefault(file.getKey(), 0L)));
            }
        }

        @Override
        public void close() throws IOException {
            for (NewFile file : files.values()) {
                file.close();
            }
        }
    }
}
