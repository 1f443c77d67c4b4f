package org.pfocr.rdf.bench.corpus;

import java.util.Locale;

/** Sentences, names and titles from our own lists of words. No text of a paper is in here. */
final class Prose {

    /** Some words are met more often than others: the first of the list most. */
    private static final String[] WORDS = """
            the of and in by to with is cell a signaling activation pathway expression receptor protein kinase via
            inhibition binding as phosphorylation leads regulates which model cells downstream membrane induces
            schematic growth nuclear response transcription factor from synthesis metabolism mechanism during
            stress proposed target apoptosis through complex release increased reduced arrows mitochondrial stimulates
            represses degradation on nucleus cytoplasm ligand mediated proliferation inflammation tumor tissue
            pathways gene insulin glucose oxidative immune survival differentiation lipid transport calcium channel
            cascade oxygen promoter promotes blocks recruits autophagy hypoxia cytokine neuron vascular
            macrophage translocation feedback lines dashed indicate direct indirect effects steps shown here summary
            overview role interactions network under normal conditions after treatment exposure result results both
            upstream subunit domain loss gain function mutant wild type acute chronic early late stage development
            adhesion migration invasion angiogenesis fibrosis secretion uptake storage breakdown turnover assembly
            cholesterol fatty acid amino acids nitrogen carbon iron zinc copper heme steroid hormone vitamin
            endothelial epithelial muscle liver kidney brain heart lung bone skin gut retina pancreas adipose
            microbial bacterial viral fungal host pathogen infection vaccine antigen antibody complement
            T B NK dendritic lymphocyte neutrophil platelet erythrocyte stem progenitor lineage niche matrix
            collagen integrin laminin cadherin junction gap tight cytoskeleton actin tubulin motor vesicle
            endosome lysosome proteasome ubiquitin sumoylation acetylation methylation histone chromatin
            splicing translation ribosome polysome codon microRNA antisense enhancer silencer insulator
            circadian clock rhythm sleep feeding fasting exercise aging senescence telomere repair damage
            checkpoint arrest mitosis meiosis cytokinesis spindle centrosome kinetochore replication fork
            rapamycin metformin statin aspirin resveratrol curcumin cisplatin doxorubicin imatinib tamoxifen
            photosynthesis chlorophyll stomata auxin gibberellin ethylene jasmonate cytokinin xylem phloem
            nodulation rhizobia mycorrhiza biofilm quorum sporulation chemotaxis flagellum operon plasmid
            """.strip().split("\\s+", -1);

    private static final String[] SYLLABLES =
            "ba co de fi ga hu la mi no pa ri sa tu ve zo cra pli stro thy phe nea lor men dro xan glo cy tri pso cal"
                    .split(" ", -1);
    private static final String[] FAMILY_NAMES = {
        "Abel", "Brandt", "Costa", "Dahl", "Endo", "Fischer", "Gomez", "Huang", "Ivanova", "Jansen", "Kim", "Larsen",
        "Moreau", "Novak", "Okafor", "Park", "Quist", "Rossi", "Sato", "Tran"
    };
    private static final String[] GIVEN_NAMES = {
        "Ada", "Bo", "Chen", "Dana", "Emil", "Fatima", "Goran", "Hana", "Ines", "Jun", "Kaya", "Leo", "Mei", "Nils",
        "Olga", "Pia", "Ravi", "Siri", "Tomas", "Yuki"
    };

    private Prose() {}

    static String word(Draw draw) {
        return WORDS[draw.skewed(WORDS.length)];
    }

    /** Text of about so many characters, with a colon, Greek or a quote here and there. */
    static String text(Draw draw, int length) {
        StringBuilder text = new StringBuilder(length + 40);
        while (text.length() < length) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            int words = 5 + draw.below(18);
            int start = text.length();
            for (int i = 0; i < words && (i < 3 || text.length() < length); i++) {
                if (i > 0) {
                    text.append(' ');
                }
                switch (draw.below(160)) {
                    case 0 ->
                        text.append("(").append((char) ('A' + draw.below(6))).append(") ");
                    case 1 -> text.append("Abbreviations: ");
                    case 2 -> text.append("β-").append("catenin-like ");
                    case 3 -> text.append("TNF-α ");
                    case 4 -> text.append("the cell's ");
                    default -> {}
                }
                text.append(word(draw));
            }
            text.setCharAt(start, Character.toUpperCase(text.charAt(start)));
            text.append('.');
        }
        return text.toString();
    }

    static String title(Draw draw, int words) {
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < words; i++) {
            title.append(i == 0 ? "" : " ").append(word(draw));
            if (i == 3 && draw.chance(0.15)) {
                title.append(':');
            }
        }
        title.setCharAt(0, Character.toUpperCase(title.charAt(0)));
        return title.toString();
    }

    static String name(Draw draw, int syllables) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            name.append(draw.of(SYLLABLES));
        }
        return name.toString();
    }

    static String binomial(Draw draw) {
        String genus = name(draw, 3);
        return genus.substring(0, 1).toUpperCase(Locale.ROOT) + genus.substring(1) + " " + name(draw, 3) + "s";
    }

    static String author(Draw draw) {
        return draw.of(GIVEN_NAMES) + " " + draw.of(FAMILY_NAMES);
    }
}
