package org.pfocr.rdf.bench.corpus;

import java.util.ArrayList;
import java.util.List;

/** What is said of a paper; the same in each of its figures. */
record Paper(
        String title,
        String reference,
        String doi,
        String journal,
        String abbreviation,
        String publisher,
        String keywords,
        List<String> organisms) {

    private static final String MISSING = ".na.character";
    private static final int JOURNALS = 1_500;
    private static final int PUBLISHERS = 120;

    static Paper of(long seed, int paper, Organisms organisms) {
        Draw draw = new Draw(seed, "paper", paper);
        Draw journal = new Draw(seed, "journal", draw.skewed(JOURNALS));
        String topic = Prose.name(journal, 2);
        String title = "Journal of " + Character.toUpperCase(topic.charAt(0)) + topic.substring(1) + " Research";
        String abbreviation = "J " + Character.toUpperCase(topic.charAt(0)) + topic.substring(1) + " Res";
        String publisher = Prose.name(new Draw(seed, "publisher", journal.skewed(PUBLISHERS)), 3) + " Press";
        String reference = Prose.author(draw) + ", et al. " + abbreviation + ". " + (2000 + draw.below(24)) + ";"
                + (1 + draw.below(90)) + "(" + (1 + draw.below(12)) + "):" + draw.below(9000) + ".";
        boolean known = paper == 0 || draw.chance(0.93);
        StringBuilder keywords = new StringBuilder();
        for (int i = 3 + draw.below(5); i > 0; i--) {
            keywords.append(keywords.isEmpty() ? "" : " | ").append(Prose.title(draw, 1 + draw.below(2)));
        }
        List<String> names = new ArrayList<>();
        if (draw.chance(0.75)) {
            names.add("Homo sapiens");
        }
        for (int i = draw.geometric(1.2); i > 0; i--) {
            names.add(organisms
                    .all()
                    .get(1 + draw.skewed(organisms.all().size() - 1))
                    .name());
        }
        if (draw.chance(0.3)) {
            names.add("Mus musculus");
        }
        if (names.isEmpty()) {
            names.add("NA");
        }
        return new Paper(
                Prose.title(draw, 8 + draw.below(12)) + ".",
                reference,
                known ? "10." + (1000 + journal.below(9000)) + "/pfx." + Papers.pmc(paper) : MISSING,
                known ? title : MISSING,
                known ? abbreviation : MISSING,
                known ? publisher : MISSING,
                known && draw.chance(0.7) ? keywords.toString() : MISSING,
                names.stream().distinct().toList());
    }
}
