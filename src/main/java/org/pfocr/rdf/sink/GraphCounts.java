package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * What VoID says of a graph, counted while its triples pass (W3C Interest Group Note "Describing Linked Datasets with the
 * VoID Vocabulary", section 4).
 *
 * <p>Distinct subjects and objects are counted by 64-bit hashes: with ten million of them the chance that the count is
 * one too low is about one in 400,000, in each run anew. Everything else is exact. Not thread-safe; {@link #of} is.
 */
public final class GraphCounts {
    /** The links of one predicate to one target. */
    public record Link(LinkTarget target, String predicate) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byTarget = target.compareTo(other.target);
            return byTarget != 0 ? byTarget : predicate.compareTo(other.predicate);
        }
    }

    private static final byte[] FIGURES = Iris.FIGURES.getBytes(StandardCharsets.UTF_8);

    private long triples;
    private final LongSet subjects = new LongSet();
    private long fragments;
    private final LongSet objects = new LongSet();
    private final Map<String, Long> properties = new HashMap<>();
    private final Map<String, Long> classes = new HashMap<>();
    private final Map<String, Set<String>> propertiesOfClass = new HashMap<>();
    private final Map<Link, Long> links = new HashMap<>();

    /**
     * Counts a batch. Thread-safe. The triples of a subject lie together, but for those of the first subject, which may
     * come again: so a figure's batch is made. A subject's types and its other triples must be in one batch to count
     * together. What has a figure's IRI with a fragment, such as a mention, must be the subject of one batch only: there
     * are millions of these, and no set keeps them.
     */
    static Batch of(TripleBatch triples) {
        Batch batch = new Batch(triples.size());
        batch.count(triples);
        return batch;
    }

    /** What a batch says of one subject. */
    private static final class About {
        private final int subject;
        /** By their numbers in the batch. */
        private final BitSet properties = new BitSet();

        private final List<OfClass> types = new ArrayList<>(1);

        About(int subject) {
            this.subject = subject;
        }
    }

    /** What a batch says of the subjects of one class. */
    private static final class OfClass {
        private final String type;
        private long subjects;
        private final BitSet properties = new BitSet();

        OfClass(Node type) {
            this.type = type.toString();
        }

        void add(About about) {
            subjects++;
            properties.or(about.properties);
        }
    }

    /** What a batch says with one property. */
    private static final class OfProperty {
        private final String property;
        private final boolean isType;
        private final int number;
        private int triples;
        /** By target; null where there are none. */
        private int @Nullable [] links;

        OfProperty(Node property, int number) {
            this.property = property.getURI();
            this.isType = property.equals(Terms.RDF_TYPE);
            this.number = number;
        }

        void addLink(int target) {
            if (links == null) {
                links = new int[TARGETS.length];
            }
            links[target]++;
        }
    }

    private static final LinkTarget[] TARGETS = LinkTarget.values();

    /** What an object is linked to: not known yet, to no target, or to one of the targets. */
    private static final byte UNSEEN = 0;

    private static final byte NO_TARGET = 1;
    private static final byte FIRST_TARGET = 2;

    /** The counts of one batch, ready to be added. */
    static final class Batch {
        private final int triples;
        /** Hashes of the subjects that are no fragments. */
        private final List<Long> subjects = new ArrayList<>();

        private int fragments;
        private final List<OfClass> classes = new ArrayList<>();
        /** Hashes of the objects, each once. */
        private long[] objects = {};

        private final List<OfProperty> properties = new ArrayList<>();

        private Batch(int triples) {
            this.triples = triples;
        }

        private void count(TripleBatch triples) {
            if (triples.size() == 0) {
                return;
            }
            // What is known of terms, by their numbers.
            @Nullable OfProperty[] ofProperty = new OfProperty[triples.terms()];
            @Nullable OfClass[] ofClass = new OfClass[triples.terms()];
            byte[] targets = new byte[triples.terms()];
            long[] hashes = new long[triples.terms()];
            int objectCount = 0;
            About first = new About(triples.subject(0));
            About about = first;
            for (int i = 0; i < triples.size(); i++) {
                int subject = triples.subject(i);
                if (subject != about.subject) {
                    if (about != first) {
                        finish(about, triples);
                    }
                    about = subject == first.subject ? first : new About(subject);
                }
                OfProperty property = ofProperty[triples.property(i)];
                if (property == null) {
                    property = new OfProperty(triples.term(triples.property(i)), properties.size());
                    properties.add(property);
                    ofProperty[triples.property(i)] = property;
                }
                property.triples++;
                about.properties.set(property.number);
                int object = triples.object(i);
                if (targets[object] == UNSEEN) {
                    hashes[objectCount++] = triples.hash(object);
                    targets[object] = target(triples, object);
                }
                if (property.isType) {
                    OfClass type = ofClass[object];
                    if (type == null) {
                        type = new OfClass(triples.term(object));
                        classes.add(type);
                        ofClass[object] = type;
                    }
                    if (!about.types.contains(type)) {
                        about.types.add(type);
                    }
                } else if (targets[object] >= FIRST_TARGET) {
                    property.addLink(targets[object] - FIRST_TARGET);
                }
            }
            if (about != first) {
                finish(about, triples);
            }
            finish(first, triples);
            objects = Arrays.copyOf(hashes, objectCount);
        }

        @SuppressWarnings("EnumOrdinal") // A place in an array that does not leave this class.
        private static byte target(TripleBatch triples, int object) {
            LinkTarget target = triples.isIri(object)
                    ? LinkTarget.of(triples.utf8(), triples.start(object), triples.end(object))
                    : null;
            return target == null ? NO_TARGET : (byte) (FIRST_TARGET + target.ordinal());
        }

        private void finish(About about, TripleBatch triples) {
            boolean isOfFigure = triples.isIri(about.subject, FIGURES);
            if (isOfFigure && triples.hasFragment(about.subject)) {
                fragments++;
            } else {
                subjects.add(triples.hash(about.subject));
            }
            about.types.forEach(type -> type.add(about));
            // What is said of a figure after its own batch is about its organisms, when all gene tables have been seen.
            if (about.types.isEmpty() && isOfFigure) {
                OfClass figures = new OfClass(Pfocr.PathwayFigure);
                figures.properties.or(about.properties);
                classes.add(figures);
            }
        }
    }

    void add(Batch batch) {
        triples += batch.triples;
        fragments += batch.fragments;
        batch.subjects.forEach(subjects::add);
        for (long object : batch.objects) {
            objects.add(object);
        }
        for (OfProperty property : batch.properties) {
            properties.merge(property.property, (long) property.triples, Long::sum);
            int[] ofTargets = property.links;
            for (int i = 0; ofTargets != null && i < ofTargets.length; i++) {
                if (ofTargets[i] > 0) {
                    links.merge(new Link(TARGETS[i], property.property), (long) ofTargets[i], Long::sum);
                }
            }
        }
        for (OfClass type : batch.classes) {
            if (type.subjects > 0) {
                classes.merge(type.type, type.subjects, Long::sum);
            }
            Set<String> ofClass = propertiesOfClass.computeIfAbsent(type.type, t -> new HashSet<>());
            for (OfProperty property : batch.properties) {
                if (type.properties.get(property.number)) {
                    ofClass.add(property.property);
                }
            }
        }
    }

    public long triples() {
        return triples;
    }

    public long distinctSubjects() {
        return subjects.size() + fragments;
    }

    public long distinctObjects() {
        return objects.size();
    }

    /** Number of triples by property, sorted. */
    public Map<String, Long> properties() {
        return new TreeMap<>(properties);
    }

    /** Number of instances by class, sorted. */
    public Map<String, Long> classes() {
        return new TreeMap<>(classes);
    }

    /** Properties that instances of a class have, sorted. */
    public Map<String, Set<String>> propertiesOfClass() {
        Map<String, Set<String>> sorted = new TreeMap<>();
        propertiesOfClass.forEach((type, used) -> sorted.put(type, new TreeSet<>(used)));
        return sorted;
    }

    /** Number of links, sorted. */
    public Map<Link, Long> links() {
        return new TreeMap<>(links);
    }
}
