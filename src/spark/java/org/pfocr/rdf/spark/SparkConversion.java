package org.pfocr.rdf.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.DataVersion;
import org.pfocr.rdf.convert.DatasetDescription;
import org.pfocr.rdf.convert.NetworkMaps;
import org.pfocr.rdf.convert.QueryExamples;
import org.pfocr.rdf.convert.Tables;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.convert.UnreadKeys;
import org.pfocr.rdf.entity.Entities;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Lookups;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.OrganismPageReader;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.count.CountShare;
import org.pfocr.rdf.sink.count.GraphCounts;
import org.pfocr.rdf.spark.input.Source;
import org.pfocr.rdf.spark.output.Packing;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.TripleBatch;
import scala.Tuple2;

/**
 * The plan of the job: figures are read, mapped and noted in one pass, and what that gives is kept on the executors' disks;
 * the notes are brought together by the thing that they are about, and each thing is written once; the counts are brought
 * together by hash; then comes the description. The driver holds what there is little of: accounts, organisms, counts by
 * class and property. One use each.
 */
final class SparkConversion {
    private final JavaSparkContext spark;
    private final Source source;
    private final ConversionOptions options;
    private final DumpFormat format;
    private final int partitions;
    private final Consumer<Problem> problems;

    private final List<Problem> problemsOfTables = new ArrayList<>();
    /** What the driver itself has found, for the table of problems. */
    private final List<Piece> reportedHere = new ArrayList<>();

    private final List<Taxon> organisms = new ArrayList<>();
    private final OrganismNames names;
    private final Map<String, HgncGene> hgnc;
    private final NetworkMaps networks;
    private final Settings settings;

    /**
     * Makes a conversion ready.
     *
     * @param maxFigureMemory bytes that one figure may need; null for half of what an executor has
     * @param problems gets each problem, on the calling thread, in the order of the input
     */
    SparkConversion(
            JavaSparkContext spark,
            Source source,
            ConversionOptions options,
            @Nullable Long maxFigureMemory,
            DumpFormat format,
            Packing packing,
            boolean hasTables,
            int partitions,
            Consumer<Problem> problems)
            throws IOException {
        this.spark = spark;
        this.source = source;
        this.options = options;
        this.format = format;
        this.partitions = partitions;
        this.problems = problems;
        source.shared().organismPages().forEach(page -> {
            Taxon organism = OrganismPageReader.read(page, problemsOfTables);
            if (organism != null) {
                organisms.add(organism);
            }
        });
        this.names = new OrganismNames(organisms);
        this.hgnc = Tables.hgnc(options.tables().hgnc(), problemsOfTables);
        this.networks = new NetworkMaps(source.shared(), problemsOfTables);
        this.settings = new Settings(
                options,
                names,
                networks,
                maxFigureMemory,
                threads(),
                format,
                packing,
                hasTables,
                Math.max(1, partitions / 2));
    }

    /** Tasks that an executor runs at a time. */
    private int threads() {
        return spark.sc().conf().contains("spark.executor.cores")
                ? spark.sc().conf().getInt("spark.executor.cores", 1)
                : Math.max(1, spark.defaultParallelism());
    }

    /**
     * What came of a conversion, not yet written.
     *
     * @param problems how many there are, of whatever severity
     */
    record Result(JavaRDD<Piece> pieces, Totals totals, long problems) {}

    private void report(Problem problem) {
        problems.accept(problem);
        reportedHere.add(new Piece.Reported(Place.before(problem.file(), reportedHere.size()), problem));
    }

    /** Runs the conversion; what it gives is kept on the executors' disks. */
    Result run() throws IOException {
        source.shared().problems().forEach(this::report);
        problemsOfTables.forEach(this::report);
        Broadcast<Settings> shared = spark.broadcast(settings);
        JavaRDD<Piece> figures =
                kept(source.figures(spark, partitions).mapPartitions(part -> new FigurePieces(part, shared.value())));
        Accounts ofFigures = accounts(figures);
        report(figures, ofFigures.problems);
        reportUnread(ofFigures);

        JavaPairRDD<String, Notes> notes = notes(figures);
        Entities together = new Entities(
                ofFigures.together(),
                organisms,
                names,
                hgnc,
                String.valueOf(options.tables().hgnc()),
                options.imageTemplate());
        Lookups lookups = lookUp(notes, together.unknownOrganisms());
        List<Entities.Part> lastParts = together.parts(lookups);
        Broadcast<Known> known = spark.broadcast(new Known(
                together.taxonIds(), hgnc, String.valueOf(options.tables().hgnc()), options.imageTemplate(), lookups));
        JavaRDD<Piece> entities =
                kept(notes.mapPartitions(part -> new EntityPieces(part, shared.value(), known.value())));
        Accounts ofEntities = accounts(entities);
        report(entities, ofEntities.problems);
        Last last = new Last();
        long lastTriples = last.add(lastParts);

        JavaRDD<Piece> data = figures.union(entities).union(spark.parallelize(last.pieces(), 1));
        GraphCounts counts = counts(data);
        DataVersion version = DataVersion.of(options.release(), source.shared().trees(), ofFigures.newestYear());
        Last description = new Last();
        long otherTriples = description.add(
                Iris.graph("dataset"),
                DatasetDescription.of(
                        counts, version, options.program(), ofFigures.example(), List.of(format.mediaType()), null));
        if (format.hasGraphs()) {
            otherTriples += description.add(Iris.graph("ontology"), Ontology.triples());
            otherTriples += description.add(Iris.examplesGraph(), QueryExamples.triples());
        }
        Totals totals = new Totals(
                ofFigures.files,
                ofFigures.figures,
                ofFigures.rejected,
                ofFigures.rows,
                ofFigures.rows - ofFigures.reportedRows,
                ofFigures.repeatedRows,
                ofFigures.reportedRows,
                ofEntities.papers,
                ofEntities.genes,
                ofFigures.triples + ofEntities.triples + lastTriples,
                otherTriples,
                version.name(),
                version.reason());
        List<Piece> atLast = new ArrayList<>(description.pieces());
        atLast.addAll(reportedHere);
        return new Result(
                data.union(spark.parallelize(atLast, 1)),
                totals,
                ofFigures.problems + ofEntities.problems + reportedHere.size());
    }

    /** On disk, so that memory does not grow with the input; what is lost with an executor is made again. */
    private static JavaRDD<Piece> kept(JavaRDD<Piece> pieces) {
        return pieces.persist(StorageLevel.DISK_ONLY());
    }

    private static Accounts accounts(JavaRDD<Piece> pieces) {
        return of(Piece.Accounted.class, pieces).map(Piece.Accounted::accounts).treeReduce(Accounts::merge);
    }

    private static <P extends Piece> JavaRDD<P> of(Class<P> kind, JavaRDD<Piece> pieces) {
        return pieces.filter(kind::isInstance).map(kind::cast);
    }

    /** In the order of one machine; the driver has those of one partition at a time. */
    private void report(JavaRDD<Piece> pieces, long number) {
        if (number == 0) {
            return;
        }
        int parts = (int) Math.min(Integer.MAX_VALUE, 1 + number / PROBLEMS_OF_PARTITION);
        of(Piece.Reported.class, pieces)
                .mapToPair(reported -> new Tuple2<>(reported.place(), reported.problem()))
                .sortByKey(true, parts)
                .values()
                .toLocalIterator()
                .forEachRemaining(problems);
    }

    private static final long PROBLEMS_OF_PARTITION = 50_000;

    private void reportUnread(Accounts accounts) {
        UnreadKeys unread = new UnreadKeys();
        accounts.unread().values().forEach(counted -> unread.add(counted.first(), counted.figures()));
        unread.addOthers(accounts.otherUnread());
        unread.report(this::report);
        if (!source.shared().isPartial()) {
            networks.reportOthers(accounts.figids(), this::report);
        }
    }

    /** The notes sorted by thing within partitions, so that a task has those of a thing one after the other. */
    private JavaPairRDD<String, Notes> notes(JavaRDD<Piece> figures) {
        return of(Piece.Noted.class, figures)
                .mapToPair(noted -> new Tuple2<>(noted.thing(), noted.notes()))
                .repartitionAndSortWithinPartitions(new HashPartitioner(partitions));
    }

    /** Ids are collected only where a table is to be read for them. */
    private Lookups lookUp(JavaPairRDD<String, Notes> notes, Set<String> unknownOrganisms) throws IOException {
        boolean needsPapers =
                options.tables().pmcIds() != null || options.tables().licences() != null;
        boolean needsConcepts = options.tables().mesh() != null;
        Set<String> pmcids = needsPapers ? distinct(notes, Notes::pmcids) : Set.of();
        Set<String> meshIds = needsConcepts ? distinct(notes, Notes::meshIds) : Set.of();
        return new Tables(options.tables(), this::report).lookUp(pmcids, meshIds, unknownOrganisms);
    }

    private interface Ids extends java.io.Serializable {
        Set<String> of(Notes notes);
    }

    private static Set<String> distinct(JavaPairRDD<String, Notes> notes, Ids ids) {
        return new HashSet<>(notes.values()
                .flatMap(some -> ids.of(some).iterator())
                .distinct()
                .collect());
    }

    /** What is little enough for the driver. */
    private final class Last {
        private final List<Piece> pieces = new ArrayList<>();
        private final Writing writing = new Writing(settings, false, pieces::add);

        long add(List<Entities.Part> parts) {
            long triples = 0;
            for (Entities.Part part : parts) {
                TripleBatch batch = part.triples(SparkConversion.this::report);
                writing.add(writing.encoded(Iris.graph("figures"), batch), batch);
                triples += batch.size();
            }
            return triples;
        }

        long add(Node graph, List<Triple> triples) {
            writing.addUncounted(writing.encoded(graph, TripleBatch.of(triples)), triples.size());
            return triples.size();
        }

        List<Piece> pieces() {
            writing.finish();
            return pieces;
        }
    }

    /** The counts of the data: sums, and what is brought together by hash. */
    private GraphCounts counts(JavaRDD<Piece> data) {
        int shares = settings.shares;
        HashPartitioner byPlace = new HashPartitioner(shares);
        JavaPairRDD<Integer, CountShare> ofTasks = of(Piece.Share.class, data)
                .mapToPair(share -> new Tuple2<>(share.place(), share.share()))
                .partitionBy(byPlace);
        JavaRDD<CountShare.Settled> settled = ofTasks.values()
                .mapPartitions(
                        part -> List.of(CountShare.settle(listOf(part), shares)).iterator())
                .persist(StorageLevel.DISK_ONLY());
        JavaPairRDD<Integer, CountShare> again =
                settled.flatMapToPair(result -> places(result.shares())).partitionBy(byPlace);
        GraphCounts counted = ofTasks.values()
                .map(CountShare::withoutSubjects)
                .zipPartitions(again.values(), (first, second) -> {
                    List<CountShare> all = listOf(first);
                    second.forEachRemaining(all::add);
                    return List.of(CountShare.count(all)).iterator();
                })
                .union(settled.map(CountShare.Settled::sums))
                .union(of(Piece.Sums.class, data).map(Piece.Sums::counts))
                .treeReduce((a, b) -> {
                    a.addSums(b);
                    return a;
                });
        settled.unpersist();
        return counted;
    }

    private static Iterator<Tuple2<Integer, CountShare>> places(List<CountShare> shares) {
        List<Tuple2<Integer, CountShare>> places = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isEmpty()) {
                places.add(new Tuple2<>(i, shares.get(i)));
            }
        }
        return places.iterator();
    }

    private static <T> List<T> listOf(Iterator<T> iterator) {
        List<T> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }
}
