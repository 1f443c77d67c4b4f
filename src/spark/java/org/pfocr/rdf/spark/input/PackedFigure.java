package org.pfocr.rdf.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.FigureInput;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.Opened;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.source.TableKind;

/** A figure whose files came out of an archive. */
record PackedFigure(PackedFile page, List<PackedFile> tables) implements FigureInput, Serializable {
    @Override
    public String name() {
        return page.name();
    }

    @Override
    public Opened open() {
        List<Problem> problems = new ArrayList<>();
        SourceFile figure = source(page, problems);
        if (figure == null) {
            return new Opened(null, problems);
        }
        Map<TableKind, SourceFile> opened = new EnumMap<>(TableKind.class);
        for (TableKind kind : TableKind.values()) {
            for (PackedFile table : tables) {
                SourceFile file = table.kind() == kind ? source(table, problems) : null;
                if (file != null) {
                    opened.put(kind, file);
                }
            }
        }
        return new Opened(new FigureFiles(figure, opened), problems);
    }

    private static @Nullable SourceFile source(PackedFile file, List<Problem> problems) {
        byte[] content = file.content();
        if (content == null) {
            problems.add(FigureRef.tooLarge(file.name()));
            return null;
        }
        return new SourceFile(file.name(), content);
    }

    /** The figures of some files that have one base name, and what is wrong with tables that have none. */
    static Named named(List<PackedFile> files) {
        List<PackedFile> inOrder = new ArrayList<>(files);
        inOrder.sort(Comparator.comparing(PackedFile::name));
        Map<String, List<PackedFile>> byRoot = new TreeMap<>();
        inOrder.forEach(file ->
                byRoot.computeIfAbsent(file.root(), root -> new ArrayList<>(4)).add(file));
        List<PackedFigure> figures = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        String fileName = "";
        for (List<PackedFile> ofRoot : byRoot.values()) {
            List<PackedFile> tables =
                    ofRoot.stream().filter(file -> file.kind() != null).toList();
            List<PackedFile> pages =
                    ofRoot.stream().filter(file -> file.kind() == null).toList();
            for (PackedFile page : pages) {
                figures.add(new PackedFigure(page, tables));
                fileName = page.fileName();
            }
            if (pages.isEmpty()) {
                for (PackedFile table : tables) {
                    fileName = table.fileName();
                    problems.add(new Problem(
                            Kind.TABLE_WITHOUT_FIGURE,
                            table.name(),
                            0,
                            null,
                            "no figure file has this name, so its rows are not in the output",
                            "add the figure to _figures or remove the table"));
                }
            }
        }
        return new Named(fileName, figures, problems);
    }

    /** Those with one file name. */
    record Named(String fileName, List<PackedFigure> figures, List<Problem> problems) implements SameName {}
}
