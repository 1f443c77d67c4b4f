package org.pfocr.rdf.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.HgncReader;
import org.pfocr.rdf.read.PaperIdsReader;
import org.pfocr.rdf.source.SourceFile;

/** The tables of other projects that the user gives by path. */
final class Tables {
    private Tables() {}

    static Map<String, HgncGene> hgnc(Path path, List<Problem> problems) throws IOException {
        return HgncReader.read(new SourceFile(path.toString(), Files.readAllBytes(path)), problems);
    }

    /** Streams the table: the real one has ten million rows, of which the output needs a few. */
    static Map<String, PaperIds> paperIds(Path path, Set<String> wanted, Consumer<Problem> problems)
            throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return PaperIdsReader.read(path.toString(), in, wanted, problems);
        }
    }
}
