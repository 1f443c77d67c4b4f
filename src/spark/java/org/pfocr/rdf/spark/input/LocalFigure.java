package org.pfocr.rdf.spark.input;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.pfocr.rdf.source.FigureInput;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.Opened;
import org.pfocr.rdf.source.TableKind;

/** A figure in files that every machine finds under the same path. */
record LocalFigure(String folder, String fileName, String dataFolder, EnumSet<TableKind> tables)
        implements FigureInput, Serializable {
    static LocalFigure of(FigureRef ref) {
        EnumSet<TableKind> tables = EnumSet.noneOf(TableKind.class);
        tables.addAll(ref.tables());
        return new LocalFigure(
                ref.folder().toString(), ref.fileName(), ref.dataFolder().toString(), tables);
    }

    private FigureRef ref() {
        return new FigureRef(Path.of(folder), fileName, Path.of(dataFolder), tables);
    }

    @Override
    public String name() {
        return ref().name();
    }

    @Override
    public Opened open() {
        return ref().open();
    }

    /** Those with one file name. */
    record Named(String fileName, List<LocalFigure> figures) implements SameName {}
}
