package org.pfocr.rdf.sink.count;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.HashKey;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The counts of one batch, which any thread can make.
 *
 * <p>The triples of a subject lie together, but for those of the first subject, which may come again: so a figure's batch is
 * made. What has a figure's IRI with a fragment, such as a mention, must be the subject of one batch only, and an object only
 * there, but for the nodes of schema.org blocks: there are millions of these, and no set keeps them. The class is long because all counts are made in one walk over the triples.
 */
final class BatchCounts {
    private static final byte[] FIGURES = Iris.FIGURES.getBytes(StandardCharsets.UTF_8);
    private static final byte[] SITE = Iris.SITE.getBytes(StandardCharsets.UTF_8);
    private static final byte[] BLOCK_NODE = "#node-".getBytes(StandardCharsets.UTF_8);
    private static final int HASH_DIGITS = 16;
    static final LinkTarget[] TARGETS = LinkTarget.values();
    /** Whose things the graph itself describes. */
    private static final Set<LinkTarget> DESCRIBED = EnumSet.of(
            LinkTarget.NCBI_GENE,
            LinkTarget.PMC,
            LinkTarget.MESH,
            LinkTarget.CHEBI,
            LinkTarget.DOID,
            LinkTarget.NCBI_TAXONOMY);
    /** Lead to things of others that the graph does not describe, and to very many of them. */
    private static final Set<Node> LEAD_AWAY = Set.of(
            Terms.SKOS_EXACT_MATCH,
            Terms.OWL_SAME_AS,
            Terms.RDFS_SEE_ALSO,
            Terms.FOAF_PAGE,
            Terms.OA_MOTIVATED_BY,
            Terms.HAS_EVIDENCE,
            Terms.WP_BDB_HGNC_SYMBOL,
            Terms.WP_BDB_ENSEMBL,
            Terms.WP_BDB_UNIPROT,
            Terms.WP_BDB_CH_EBI);

    private static final String XSD_STRING = XSDDatatype.XSDstring.getURI();

    /** What an object is: not looked at yet, no link, a link to something, to something described, or to one of the targets. */
    private static final byte UNSEEN = 0;

    private static final byte LITERAL = 1;
    private static final byte ELSEWHERE = 2;
    private static final byte HERE = 3;
    private static final byte FIRST_TARGET = 4;

    /** One property with objects of one kind. */
    static final class Lane {
        final String property;
        /** Of the objects; null where they are IRIs. */
        final @Nullable String datatype;

        private final int number;
        private final boolean isType;
        private final boolean leadsAway;
        int triples;
        /** Links by target; null where there are none. */
        int @Nullable [] links;

        Lane(Node property, @Nullable String datatype, int number) {
            this.property = property.getURI();
            this.datatype = datatype;
            this.number = number;
            this.isType = property.equals(Terms.RDF_TYPE);
            this.leadsAway = LEAD_AWAY.contains(property);
        }

        private void addLink(int target) {
            if (links == null) {
                links = new int[TARGETS.length];
            }
            links[target]++;
        }
    }

    /** What is said of one subject, or of all fragments with the same classes. */
    static final class Group implements Serializable {
        private static final long serialVersionUID = 1L;
        /** In the order of their IRIs. */
        final List<String> classes;
        /** Hash of the subject; no matter for fragments. */
        final long subject;

        final boolean isOfFragments;
        /** Whether the subject's IRI is below that of the figures, so that figures speak of it and tables as well. */
        final boolean isOfFigures;

        int instances;
        /** Triples by lane; lanes that came later may be missing. */
        int[] lanes = {};
        /** Links to what may be described in another batch: lane, hash of the object, how many. */
        int[] linkLanes = {};

        long[] linkObjects = {};
        int[] linkCounts = {};
        /** Links to fragments, by lane and the classes of the fragment. */
        final HashMap<Integer, Map<List<String>, Integer>> toFragments = new HashMap<>();

        /** Lane and object of each link; later the three above. */
        private long[] links = new long[16];

        private int linkCount;

        Group(List<String> classes, long subject, boolean isOfFragments, boolean isOfFigures) {
            this.classes = classes;
            this.subject = subject;
            this.isOfFragments = isOfFragments;
            this.isOfFigures = isOfFigures;
        }

        /**
         * The same with other numbers for the properties.
         *
         * @param ofLanes triples by the new numbers
         * @param numbers new numbers by the old ones
         */
        Group renumbered(int[] ofLanes, int[] numbers) {
            Group group = new Group(classes, subject, isOfFragments, isOfFigures);
            group.instances = instances;
            group.lanes = ofLanes;
            group.linkLanes =
                    Arrays.stream(linkLanes).map(lane -> numbers[lane]).toArray();
            group.linkObjects = linkObjects;
            group.linkCounts = linkCounts;
            toFragments.forEach((lane, found) -> group.toFragments.put(numbers[lane], found));
            group.links = new long[0];
            return group;
        }

        private void add(About about) {
            instances++;
            if (lanes.length < about.lanes.length) {
                lanes = Arrays.copyOf(lanes, about.lanes.length);
            }
            for (int i = 0; i < about.lanes.length; i++) {
                lanes[i] += about.lanes[i];
            }
            if (linkCount + about.linkCount > links.length) {
                links = Arrays.copyOf(links, 2 * links.length + about.linkCount);
            }
            System.arraycopy(about.links, 0, links, linkCount, about.linkCount);
            linkCount += about.linkCount;
        }
    }

    /** What the batch says of the subject that is looked at. */
    private static final class About {
        private int subject;
        private int[] lanes = new int[32];
        private long[] links = new long[16];
        private int linkCount;
        /** Numbers of the classes' terms; nearly every subject has one or two. */
        private int[] types = new int[2];

        private int typeCount;

        void begin(int newSubject) {
            subject = newSubject;
            Arrays.fill(lanes, 0);
            linkCount = 0;
            typeCount = 0;
        }

        void count(int lane) {
            if (lane >= lanes.length) {
                lanes = Arrays.copyOf(lanes, 2 * lane);
            }
            lanes[lane]++;
        }

        void link(int lane, int object) {
            if (linkCount == links.length) {
                links = Arrays.copyOf(links, 2 * linkCount);
            }
            links[linkCount++] = (long) lane << Integer.SIZE | object;
        }

        void type(int term) {
            if (typeCount == types.length) {
                types = Arrays.copyOf(types, 2 * typeCount);
            }
            types[typeCount++] = term;
        }
    }

    private final TripleBatch triples;
    private final @Nullable HashKey key;
    final List<Lane> lanes = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    /** Hashes of the objects, each once. */
    long[] objects = {};

    /** By property's term, its lanes: for IRIs, for plain texts, and for others by datatype. */
    private final @Nullable Lane[] ofIris;

    private final @Nullable Lane[] ofTexts;
    private final Map<String, Lane> ofOthers = new HashMap<>();
    private final @Nullable Group[] ofOneType;
    private final Map<List<String>, Group> ofTypes = new HashMap<>();
    /** Classes of the batch's fragments by their term. */
    private final Map<Integer, List<String>> classesOfFragments = new HashMap<>();

    /** @param key for hashes that other machines have as well; null for those of this run */
    BatchCounts(TripleBatch triples, @Nullable HashKey key) {
        this.triples = triples;
        this.key = key;
        this.ofIris = new Lane[triples.terms()];
        this.ofTexts = new Lane[triples.terms()];
        this.ofOneType = new Group[triples.terms()];
        if (triples.size() > 0) {
            count();
        }
    }

    int triples() {
        return triples.size();
    }

    private long hash(int term) {
        return key == null ? triples.hash(term) : triples.hash(term, key);
    }

    private void count() {
        byte[] kinds = new byte[triples.terms()];
        long[] hashes = new long[triples.terms()];
        int objectCount = 0;
        About first = new About();
        first.begin(triples.subject(0));
        About other = new About();
        About about = first;
        for (int i = 0; i < triples.size(); i++) {
            int subject = triples.subject(i);
            if (subject != about.subject) {
                if (about != first) {
                    finish(about);
                }
                if (subject == first.subject) {
                    about = first;
                } else {
                    about = other;
                    about.begin(subject);
                }
            }
            int object = triples.object(i);
            if (kinds[object] == UNSEEN) {
                hashes[objectCount++] = hash(object);
                kinds[object] = kind(object);
            }
            byte kind = kinds[object];
            Lane lane = lane(triples.property(i), object, kind);
            lane.triples++;
            about.count(lane.number);
            if (lane.isType) {
                about.type(object);
            } else if (kind != LITERAL) {
                if (kind >= FIRST_TARGET) {
                    lane.addLink(kind - FIRST_TARGET);
                }
                if (!lane.leadsAway || kind == HERE || (kind >= FIRST_TARGET && isDescribed(kind))) {
                    about.link(lane.number, object);
                }
            }
        }
        if (about != first) {
            finish(about);
        }
        finish(first);
        groups.forEach(this::links);
        objects = Arrays.copyOf(hashes, objectCount);
    }

    private static boolean isDescribed(byte kind) {
        return DESCRIBED.contains(TARGETS[kind - FIRST_TARGET]);
    }

    @SuppressWarnings("EnumOrdinal") // A place in an array that does not leave this package.
    private byte kind(int object) {
        if (!triples.isIri(object)) {
            return LITERAL;
        }
        LinkTarget target = LinkTarget.of(triples.utf8(), triples.start(object), triples.end(object));
        return target != null
                ? (byte) (FIRST_TARGET + target.ordinal())
                : triples.isIri(object, SITE) ? HERE : ELSEWHERE;
    }

    private Lane lane(int property, int object, byte kind) {
        @Nullable Lane[] byProperty = kind == LITERAL ? ofTexts : ofIris;
        if (kind == LITERAL && !triples.isText(object)) {
            Node node = triples.term(object);
            String datatype = node.isLiteral() ? node.getLiteralDatatypeURI() : null;
            return ofOthers.computeIfAbsent(
                    datatype + " " + property, key -> newLane(triples.term(property), datatype));
        }
        Lane lane = byProperty[property];
        if (lane == null) {
            lane = newLane(triples.term(property), kind == LITERAL ? XSD_STRING : null);
            byProperty[property] = lane;
        }
        return lane;
    }

    private Lane newLane(Node property, @Nullable String datatype) {
        Lane lane = new Lane(property, datatype, lanes.size());
        lanes.add(lane);
        return lane;
    }

    private void finish(About about) {
        if (isFragment(about.subject)) {
            Group group = ofFragments(about);
            group.add(about);
            classesOfFragments.put(about.subject, group.classes);
        } else {
            Group group = new Group(classes(about), hash(about.subject), false, triples.isIri(about.subject, FIGURES));
            group.add(about);
            groups.add(group);
        }
    }

    /** Nodes of schema.org blocks are few, and other things lead to them, so that they count as what has no fragment. */
    private boolean isFragment(int subject) {
        int fragment = triples.end(subject) - BLOCK_NODE.length - HASH_DIGITS;
        return triples.isIri(subject, FIGURES)
                && triples.hasFragment(subject)
                && !Arrays.equals(
                        triples.utf8(), fragment, fragment + BLOCK_NODE.length, BLOCK_NODE, 0, BLOCK_NODE.length);
    }

    private List<String> classes(About about) {
        Set<String> classes = new TreeSet<>();
        for (int i = 0; i < about.typeCount; i++) {
            classes.add(triples.term(about.types[i]).toString());
        }
        return List.copyOf(classes);
    }

    private Group ofFragments(About about) {
        Group known = about.typeCount == 1 ? ofOneType[about.types[0]] : null;
        if (known != null) {
            return known;
        }
        Group group = ofTypes.computeIfAbsent(classes(about), classes -> {
            Group made = new Group(classes, 0, true, true);
            groups.add(made);
            return made;
        });
        if (about.typeCount == 1) {
            ofOneType[about.types[0]] = group;
        }
        return group;
    }

    /** Brings equal links of a group together. */
    private void links(Group group) {
        Arrays.sort(group.links, 0, group.linkCount);
        int[] linkLanes = new int[group.linkCount];
        long[] linkObjects = new long[group.linkCount];
        int[] counts = new int[group.linkCount];
        int length = 0;
        for (int i = 0; i < group.linkCount; ) {
            long link = group.links[i];
            int from = i;
            while (i < group.linkCount && group.links[i] == link) {
                i++;
            }
            int lane = (int) (link >>> Integer.SIZE);
            int object = (int) link;
            List<String> classes = classesOfFragments.get(object);
            if (classes != null) {
                group.toFragments.computeIfAbsent(lane, l -> new HashMap<>()).merge(classes, i - from, Integer::sum);
            } else {
                linkLanes[length] = lane;
                linkObjects[length] = hash(object);
                counts[length++] = i - from;
            }
        }
        group.linkLanes = Arrays.copyOf(linkLanes, length);
        group.linkObjects = Arrays.copyOf(linkObjects, length);
        group.linkCounts = Arrays.copyOf(counts, length);
        group.links = new long[0];
        group.linkCount = 0;
    }
}
