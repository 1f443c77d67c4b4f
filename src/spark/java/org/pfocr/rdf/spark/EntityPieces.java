package org.pfocr.rdf.spark;

import java.util.Iterator;
import org.apache.jena.graph.Node;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.entity.Entities;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.TripleBatch;
import scala.Tuple2;

/** What is said once of some things, from the notes of all figures, which come sorted by thing. */
final class EntityPieces extends Pieces {
    private static final Node FIGURES_GRAPH = Iris.graph("figures");
    /** Things of a step: some thousand triples. */
    private static final int PER_STEP = 250;

    private final Iterator<Tuple2<String, Notes>> notes;
    private final Known known;
    private final Writing writing;
    private final Accounts accounts = new Accounts();
    private @Nullable Tuple2<String, Notes> next;

    EntityPieces(Iterator<Tuple2<String, Notes>> notes, Settings settings, Known known) {
        JenaSystem.init();
        this.notes = notes;
        this.known = known;
        this.writing = new Writing(settings, false, this::ready);
        this.next = notes.hasNext() ? notes.next() : null;
    }

    @Override
    boolean step() {
        if (next == null) {
            writing.finish();
            ready(new Piece.Accounted(accounts));
            return false;
        }
        Notes.Sum sum = new Notes.Sum();
        for (int things = 0; next != null && things < PER_STEP; things++) {
            String thing = next._1();
            while (next != null && next._1().equals(thing)) {
                sum.add(next._2());
                next = notes.hasNext() ? notes.next() : null;
            }
        }
        write(known.entities(sum.total()));
        return true;
    }

    private void write(Entities entities) {
        accounts.papers += entities.pmcids().size();
        accounts.genes += entities.genes();
        int[] number = {0};
        for (Entities.Part part : entities.parts(known.lookups())) {
            TripleBatch triples = part.triples(problem -> {
                accounts.problems++;
                ready(new Piece.Reported(Place.ofThing(String.valueOf(problem.field()), number[0]++), problem));
            });
            accounts.triples += triples.size();
            writing.add(writing.encoded(FIGURES_GRAPH, triples), triples);
        }
    }
}
