package org.pfocr.rdf.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/**
 * The figures of one or more inputs, in a stable order, with what belongs to all of them.
 *
 * <p>An input is a checkout of the database (a folder with {@code _figures}), a folder of figure files, or one figure
 * file. Side tables lie in {@code _data} beside {@code _figures}, else beside the figure files. Each folder is listed
 * once: a real {@code _data} has about 180,000 files.
 *
 * @param figures sorted by file name, then by path
 * @param organismPages the pages of {@code _organisms}, sorted by name
 * @param wikiPathwayMaps the files {@code _data/wpid_map.tsv}
 * @param ndexMaps the files {@code _data/ndex_map.tsv}
 * @param trees what git says of each folder that was given, or to which a given file belongs; in the order of the inputs
 * @param isPartial true when single files were given, so that what belongs to other figures is no problem
 * @param problems what was found wrong while looking
 */
public record Checkout(
        List<FigureRef> figures,
        List<SourceFile> organismPages,
        List<SourceFile> wikiPathwayMaps,
        List<SourceFile> ndexMaps,
        List<GitTree> trees,
        boolean isPartial,
        List<Problem> problems) {

    private static final String FIGURE_SUFFIX = ".md";
    private static final String TABLE_SUFFIX = ".tsv";
    private static final String WPID_MAP = "wpid_map.tsv";
    private static final String NDEX_MAP = "ndex_map.tsv";

    /** An input that cannot be used at all; the message is for the user. */
    public static final class UnusableInput extends Exception {
        private static final long serialVersionUID = 1L;

        public UnusableInput(String message) {
            super(message);
        }
    }

    /**
     * Finds all figures of the inputs.
     *
     * @throws UnusableInput when an input does not exist or holds no figure
     * @throws IOException when a folder cannot be listed
     */
    public static Checkout scan(List<Path> inputs) throws UnusableInput, IOException {
        Scan scan = new Scan();
        for (Path input : inputs) {
            scan.add(input);
        }
        return scan.finish();
    }

    /** Says whether the path is an input that {@link #scan} would take: figure files rather than RDF. */
    public static boolean isFigureInput(Path path) {
        return Files.isDirectory(path) || path.toString().endsWith(FIGURE_SUFFIX);
    }

    private static final class Scan {
        private final List<FigureRef> figures = new ArrayList<>();
        private final List<SourceFile> organismPages = new ArrayList<>();
        private final List<SourceFile> wikiPathwayMaps = new ArrayList<>();
        private final List<SourceFile> ndexMaps = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<Path> rootsOfSingleFiles = new HashSet<>();
        /** By folder; git is asked while folders are listed. */
        private final Map<Path, CompletableFuture<GitTree>> trees = new LinkedHashMap<>();

        void add(Path input) throws UnusableInput, IOException {
            if (!Files.exists(input)) {
                throw new UnusableInput(input + ": no such file or folder");
            }
            if (!Files.isDirectory(input)) {
                addSingle(input);
                return;
            }
            Path figureFolder = Files.isDirectory(input.resolve("_figures")) ? input.resolve("_figures") : input;
            Path root = rootOf(figureFolder);
            askGit(root == null ? figureFolder : root);
            int before = figures.size() + problems.size();
            addFolder(figureFolder, root == null ? figureFolder : root.resolve("_data"));
            if (root != null) {
                addShared(root);
            }
            if (figures.size() + problems.size() == before) {
                throw new UnusableInput(input + ": holds no figure files (*.md) and no folder _figures");
            }
        }

        private void askGit(Path folder) {
            trees.computeIfAbsent(folder, f -> CompletableFuture.supplyAsync(() -> GitTree.of(f), GitTree.THREADS));
        }

        private void addFolder(Path figureFolder, Path dataFolder) throws IOException {
            Set<String> tables = new HashSet<>();
            if (Files.isDirectory(dataFolder)) {
                for (String name : names(dataFolder)) {
                    if (name.endsWith(TABLE_SUFFIX)) {
                        tables.add(name);
                    }
                }
            }
            List<FigureRef> found = new ArrayList<>();
            Map<Set<TableKind>, Set<TableKind>> sets = new HashMap<>(); // Few are different.
            for (String name : names(figureFolder)) {
                if (name.endsWith(FIGURE_SUFFIX)) {
                    Set<TableKind> own = EnumSet.noneOf(TableKind.class);
                    for (TableKind kind : TableKind.values()) {
                        if (tables.remove(SourceFile.baseName(name) + kind.suffix())) {
                            own.add(kind);
                        }
                    }
                    found.add(new FigureRef(figureFolder, name, dataFolder, sets.computeIfAbsent(own, s -> s)));
                }
            }
            figures.addAll(found);
            tables.stream()
                    .filter(Scan::isTable)
                    .sorted()
                    .forEach(table -> problems.add(new Problem(
                            Kind.TABLE_WITHOUT_FIGURE,
                            dataFolder + File.separator + table,
                            0,
                            null,
                            "no figure file has this name, so its rows are not in the output",
                            "add the figure to _figures or remove the table")));
        }

        /** The names in a folder; to make a path of each would take several times as long. */
        private static String[] names(Path folder) throws IOException {
            String[] names = folder.toFile().list();
            if (names == null) {
                throw Files.isReadable(folder)
                        ? new IOException(folder + ": cannot be listed")
                        : new AccessDeniedException(folder.toString());
            }
            return names;
        }

        /** One figure file: its tables are looked for by name, without listing the folder. */
        private void addSingle(Path file) throws IOException {
            Path folder = file.toAbsolutePath().getParent();
            Path root = folder == null ? null : rootOf(folder);
            askGit(root != null ? root : folder != null ? folder : file);
            Path dataFolder = root != null ? root.resolve("_data") : file.resolveSibling("");
            String name = fileName(file);
            Set<TableKind> own = EnumSet.noneOf(TableKind.class);
            for (TableKind kind : TableKind.values()) {
                if (Files.exists(dataFolder.resolve(SourceFile.baseName(name) + kind.suffix()))) {
                    own.add(kind);
                }
            }
            figures.add(new FigureRef(file.resolveSibling(""), name, dataFolder, own));
            if (root != null && rootsOfSingleFiles.add(root)) {
                addShared(root);
            }
        }

        /** What belongs to all figures of a checkout. */
        private void addShared(Path root) throws IOException {
            Path organisms = root.resolve("_organisms");
            if (Files.isDirectory(organisms)) {
                List<Path> pages = new ArrayList<>();
                try (DirectoryStream<Path> files = Files.newDirectoryStream(organisms, "*" + FIGURE_SUFFIX)) {
                    files.forEach(pages::add);
                }
                pages.sort(Comparator.comparing(Scan::fileName));
                pages.forEach(page -> addTo(organismPages, page));
            }
            addIfPresent(wikiPathwayMaps, root.resolve("_data").resolve(WPID_MAP));
            addIfPresent(ndexMaps, root.resolve("_data").resolve(NDEX_MAP));
        }

        private void addIfPresent(List<SourceFile> files, Path file) {
            if (Files.exists(file)) {
                addTo(files, file);
            }
        }

        private void addTo(List<SourceFile> files, Path path) {
            SourceFile file = FigureRef.read(path, problems);
            if (file != null) {
                files.add(file);
            }
        }

        private Checkout finish() {
            Map<String, List<FigureRef>> byName = new TreeMap<>();
            figures.forEach(ref -> byName.computeIfAbsent(ref.fileName(), name -> new ArrayList<>(1))
                    .add(ref));
            List<FigureRef> distinct = new ArrayList<>(figures.size());
            byName.values().forEach(sameName -> {
                if (sameName.size() == 1) { // Nearly all; to make a path of each takes long.
                    distinct.add(sameName.get(0));
                    return;
                }
                sameName.sort(Comparator.comparing(FigureRef::name));
                // A file named twice on the command line is still one file; names that the locale does not have may
                // look
                // alike, and two of them in one folder are two files.
                boolean mayLookAlike = sameName.get(0).fileName().indexOf('\uFFFD') >= 0;
                Set<Path> seen = new HashSet<>();
                for (FigureRef ref : sameName) {
                    if (mayLookAlike || seen.add(ref.file().toAbsolutePath().normalize())) {
                        distinct.add(ref);
                    }
                }
            });
            return new Checkout(
                    distinct,
                    organismPages,
                    wikiPathwayMaps,
                    ndexMaps,
                    trees.values().stream().map(CompletableFuture::join).toList(),
                    !rootsOfSingleFiles.isEmpty(),
                    problems);
        }

        /** The checkout that a folder of figures belongs to, or null. */
        private static @Nullable Path rootOf(Path figureFolder) {
            if (!fileName(figureFolder.toAbsolutePath().normalize()).equals("_figures")) {
                return null;
            }
            Path parent = figureFolder.getParent();
            return parent != null
                    ? parent
                    : figureFolder.toAbsolutePath().normalize().resolveSibling("");
        }

        private static boolean isTable(String fileName) {
            for (TableKind kind : TableKind.values()) {
                if (fileName.endsWith(kind.suffix())) {
                    return true;
                }
            }
            return false;
        }

        private static String fileName(Path path) {
            Path last = path.getFileName();
            return last == null ? "" : last.toString();
        }
    }
}
