package org.pfocr.rdf.spark;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.spark.output.Chunk;
import org.pfocr.rdf.spark.output.TableChunks;
import org.pfocr.rdf.spark.output.TableShape;

/** What of the pieces goes into parts; problems are the rows of a table. Not thread-safe. */
final class Chunks implements Iterator<Chunk> {
    private final Iterator<Piece> pieces;
    private final Queue<Chunk> ready = new ArrayDeque<>();
    private final TableChunks problems = new TableChunks(TableShape.PROBLEMS, ready::add);

    Chunks(Iterator<Piece> pieces) {
        this.pieces = pieces;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && pieces.hasNext()) {
            Piece piece = pieces.next();
            if (piece instanceof Piece.Out out) {
                ready.add(out.chunk());
            } else if (piece instanceof Piece.Reported reported) {
                add(reported.problem());
            }
            if (!pieces.hasNext()) {
                problems.flush();
            }
        }
        return !ready.isEmpty();
    }

    private void add(Problem problem) {
        problems.add(List.of(
                problem.severity().toString(),
                problem.kind().code(),
                problem.file(),
                problem.line() == 0 ? "" : String.valueOf(problem.line()),
                problem.field() == null ? "" : problem.field(),
                problem.what(),
                problem.remedy()));
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
