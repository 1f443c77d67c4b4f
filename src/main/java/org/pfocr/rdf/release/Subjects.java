package org.pfocr.rdf.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** The data set as Turtle in a file for each sort of subject; each triple is in one of them. */
final class Subjects implements Sink {
    private static final byte[] FIGURE = ascii(Iris.FIGURES);
    private static final byte[] GENE = ascii(Iris.GENES);
    private static final byte[] GROUP = ascii(Iris.SITE + "groups/");
    private static final byte[] ORGANISM = ascii(Iris.taxon("").getURI());
    private static final byte[] TYPE = ascii(Terms.RDF_TYPE.getURI());
    private static final byte[] CHEMICAL = ascii(Pfocr.Chemical.getURI());
    private static final byte[] DISEASE = ascii(Pfocr.Disease.getURI());
    private static final byte[] TERM = ascii(Pfocr.NS);
    private static final List<String> MENTIONS = List.of("gene-", "chemical-", "disease-", "organism-");

    /** The subjects of a file. */
    enum Subject {
        FIGURES("figures and their papers, images and annotations"),
        MENTIONS("what was read in figures, and what that was matched to"),
        GENES("genes, and families of genes"),
        CHEMICALS("chemicals"),
        DISEASES("diseases"),
        ORGANISMS("organisms"),
        DESCRIPTION("the data set itself, its terms and the example queries");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        String key() {
            return "-" + toString();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Subject, DumpFile> files = new EnumMap<>(Subject.class);

    /** Begins the files that are not whole yet. */
    Subjects(ReleaseFolder folder, long partBytes) throws IOException {
        for (Subject subject : Subject.values()) {
            if (!folder.has(DumpFile.key(subject.key(), DumpFormat.TTL))) {
                files.put(
                        subject,
                        new DumpFile(
                                folder,
                                subject.key(),
                                "Turtle: " + subject.title,
                                Sort.PART,
                                DumpFormat.TTL,
                                List.of(Packing.GZIP),
                                partBytes));
            }
        }
    }

    @Override
    public boolean keepsGraphs() {
        return false;
    }

    @Override
    public Prepared prepare(Node graph, TripleBatch triples) {
        if (files.isEmpty()) {
            return () -> {};
        }
        @Nullable Subject[] subjects = subjects(graph, triples);
        Map<Subject, TripleBatch> batches = new EnumMap<>(Subject.class);
        for (int i = 0; i < triples.size(); i++) {
            batches.computeIfAbsent(
                            subjects[triples.subject(i)],
                            s -> new TripleBatch(triples, triples.terms(), triples.size()))
                    .add(triples.subject(i), triples.property(i), triples.object(i));
        }
        List<Prepared> prepared = new ArrayList<>();
        batches.forEach((subject, batch) -> {
            DumpFile file = files.get(subject);
            if (file != null) {
                prepared.add(file.prepare(graph, batch));
            }
        });
        return () -> {
            for (Prepared each : prepared) {
                each.write();
            }
        };
    }

    /** By term, the sort of a subject; null for terms that are none. */
    private static @Nullable Subject[] subjects(Node graph, TripleBatch triples) {
        @Nullable Subject[] subjects = new Subject[triples.terms()];
        boolean isData = graph.equals(Iris.graph("figures"));
        for (int i = 0; i < triples.size(); i++) {
            int number = triples.subject(i);
            if (subjects[number] == null) {
                subjects[number] = isData ? subject(triples, number) : Subject.DESCRIPTION;
            }
        }
        if (isData && triples.size() > 0 && !triples.isIri(triples.subject(0), FIGURE)) {
            concepts(triples, subjects);
        }
        return subjects;
    }

    private static Subject subject(TripleBatch triples, int number) {
        if (triples.isIri(number, FIGURE)) {
            String iri = triples.hasFragment(number) ? triples.text(number) : "";
            String fragment = iri.substring(iri.indexOf('#') + 1);
            return MENTIONS.stream().anyMatch(fragment::startsWith) ? Subject.MENTIONS : Subject.FIGURES;
        }
        return triples.isIri(number, GENE) || triples.isIri(number, GROUP)
                ? Subject.GENES
                : triples.isIri(number, ORGANISM)
                        ? Subject.ORGANISMS
                        : triples.isIri(number, TERM) ? Subject.DESCRIPTION : Subject.FIGURES;
    }

    /** Ids of MeSH do not say what they are of; one that is both is with the chemicals. */
    private static void concepts(TripleBatch triples, @Nullable Subject[] subjects) {
        for (int i = 0; i < triples.size(); i++) {
            int number = triples.subject(i);
            if (subjects[number] == Subject.FIGURES && is(triples, triples.property(i), TYPE)) {
                if (is(triples, triples.object(i), CHEMICAL)) {
                    subjects[number] = Subject.CHEMICALS;
                } else if (is(triples, triples.object(i), DISEASE)) {
                    subjects[number] = Subject.DISEASES;
                }
            } else if (subjects[number] == Subject.DISEASES && is(triples, triples.object(i), CHEMICAL)) {
                subjects[number] = Subject.CHEMICALS;
            }
        }
    }

    private static boolean is(TripleBatch triples, int number, byte[] iri) {
        return triples.end(number) - triples.start(number) == iri.length && triples.isIri(number, iri);
    }

    @Override
    public void commit() throws IOException {
        for (DumpFile file : files.values()) {
            file.commit();
        }
    }

    /** Gives the files their names. */
    void keep(String release) throws IOException {
        for (DumpFile file : files.values()) {
            file.keep(release);
        }
    }

    @Override
    public void close() throws IOException {
        for (DumpFile file : files.values()) {
            file.close();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
