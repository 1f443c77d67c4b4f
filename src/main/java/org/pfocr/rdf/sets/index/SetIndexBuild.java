package org.pfocr.rdf.sets.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.store.read.IdNumbers;
import org.pfocr.rdf.store.read.Quads;

/**
 * Makes the file of sets from a finished generation, by sorts of numbers. Needs some 30 bytes of heap for each gene of a
 * mention. For one thread.
 */
public final class SetIndexBuild {
    private static final int KINDS = Kind.values().length;

    private final MentionReader read;
    private final int[] figureNumbers;
    /** Organism of each group of genes; chemicals and diseases come behind them. */
    private final long[] organisms;

    private final int groups;
    private final int[] firstMembers;
    /** Node ids of members, by group and then in order. */
    private final long[] memberIds;

    private final int[] groupOfMember;
    /** For each kind, the number in the file of each member that the reader numbered. */
    private final int[][] memberNumbers = new int[KINDS][];

    private final int memberBits;
    private final int figureBits;

    private SetIndexBuild(MentionReader read, Path folder) throws IOException {
        this.read = read;
        this.figureNumbers = numbers(read.figures());
        IdNumbers genes = read.members(Kind.GENE);
        long[] organismOfGene = new long[genes.size()];
        for (int gene = 0; gene < organismOfGene.length; gene++) {
            organismOfGene[gene] = read.organism(genes.value(gene));
        }
        this.organisms = Arrays.stream(organismOfGene).distinct().sorted().toArray();
        this.groups = organisms.length + KINDS - 1;
        int[] groupOfGene = new int[organismOfGene.length];
        this.firstMembers = new int[groups + 1];
        for (int gene = 0; gene < groupOfGene.length; gene++) {
            groupOfGene[gene] = Arrays.binarySearch(organisms, organismOfGene[gene]);
            firstMembers[groupOfGene[gene] + 1]++;
        }
        for (Kind kind : new Kind[] {Kind.CHEMICAL, Kind.DISEASE}) {
            firstMembers[group(kind) + 1] = read.members(kind).size();
        }
        addUp(firstMembers);
        this.memberIds = new long[firstMembers[groups]];
        this.groupOfMember = new int[memberIds.length];
        int[] next = firstMembers.clone();
        for (int gene = 0; gene < groupOfGene.length; gene++) {
            memberIds[next[groupOfGene[gene]]++] = genes.value(gene);
        }
        for (Kind kind : new Kind[] {Kind.CHEMICAL, Kind.DISEASE}) {
            for (int i = 0; i < read.members(kind).size(); i++) {
                memberIds[next[group(kind)]++] = read.members(kind).value(i);
            }
        }
        for (int group = 0; group < groups; group++) {
            Arrays.sort(memberIds, firstMembers[group], firstMembers[group + 1]);
            Arrays.fill(groupOfMember, firstMembers[group], firstMembers[group + 1], group);
        }
        for (Kind kind : Kind.values()) {
            int[] numbers = new int[read.members(kind).size()];
            for (int i = 0; i < numbers.length; i++) {
                int group = kind == Kind.GENE ? groupOfGene[i] : group(kind);
                numbers[i] = Arrays.binarySearch(
                        memberIds,
                        firstMembers[group],
                        firstMembers[group + 1],
                        read.members(kind).value(i));
            }
            memberNumbers[kind.number()] = numbers;
        }
        this.memberBits = bits(memberIds.length);
        this.figureBits = bits(figureNumbers.length);
        if (bits(groups) + figureBits + memberBits + SetIndex.FLAVOUR_BITS >= Long.SIZE) {
            throw new IOException(folder + ": " + figureNumbers.length + " figures with " + memberIds.length
                    + " genes, chemicals and diseases of " + groups + " groups are more than sets can be made of");
        }
    }

    /**
     * Writes the sets of a generation.
     *
     * @param folder of the generation
     * @return how much there is of what, for the generation's description; empty where there are no sets, and no file then
     */
    public static Map<String, Long> write(Quads quads, Path folder) throws IOException {
        MentionReader read = MentionReader.of(quads);
        return read.rows() == 0 ? Map.of() : new SetIndexBuild(read, folder).write(folder, quads);
    }

    /** The group of chemicals or of diseases. */
    private int group(Kind kind) {
        return organisms.length - 1 + kind.number();
    }

    /** Each row as one number that sorts by group, figure, member and flavour. */
    private long[] keys() {
        long[] keys = new long[read.rows()];
        for (int i = 0; i < keys.length; i++) {
            int member = memberNumbers[read.kindOf(i)][read.memberOf(i)];
            long set = (long) groupOfMember[member] << figureBits | figureNumbers[read.figureOf(i)];
            keys[i] = (set << memberBits | member) << SetIndex.FLAVOUR_BITS | read.flavourOf(i);
        }
        Arrays.parallelSort(keys);
        return keys;
    }

    private Map<String, Long> write(Path folder, Quads quads) throws IOException {
        long[] keys = keys();
        int[] setFigures = new int[keys.length];
        int[] setStarts = new int[keys.length + 1];
        int[] setMembers = new int[keys.length];
        long[] setCounts = new long[groups];
        int[] memberStarts = new int[memberIds.length + 1];
        int[] figureStarts = new int[figureNumbers.length + 1];
        int sets = 0;
        int pairs = 0;
        long lastSet = -1;
        long lastPair = -1;
        for (long key : keys) {
            long pair = key >>> SetIndex.FLAVOUR_BITS;
            if (pair == lastPair) {
                continue; // Found before, and in a better lexicon.
            }
            lastPair = pair;
            long set = pair >>> memberBits;
            if (set != lastSet) {
                lastSet = set;
                int figure = (int) (set & mask(figureBits));
                setFigures[sets] = figure;
                setStarts[sets++] = pairs;
                setCounts[(int) (set >>> figureBits)]++;
                figureStarts[figure + 1]++;
            }
            int member = (int) (pair & mask(memberBits));
            memberStarts[member + 1]++;
            setMembers[pairs++] = (member << SetIndex.FLAVOUR_BITS) | ((int) key & SetIndex.FLAVOUR_MASK);
        }
        setStarts[sets] = pairs;
        addUp(memberStarts);
        addUp(figureStarts);
        int[] memberSets = new int[pairs];
        int[] figureSets = new int[sets];
        int[] nextOfMember = memberStarts.clone();
        int[] nextOfFigure = figureStarts.clone();
        for (int set = 0; set < sets; set++) {
            figureSets[nextOfFigure[setFigures[set]]++] = set;
            for (int at = setStarts[set]; at < setStarts[set + 1]; at++) {
                int member = setMembers[at] >>> SetIndex.FLAVOUR_BITS;
                memberSets[nextOfMember[member]++] =
                        (set << SetIndex.FLAVOUR_BITS) | (setMembers[at] & SetIndex.FLAVOUR_MASK);
            }
        }
        NameSections names = new NameSections(read, memberNumbers[Kind.GENE.number()], memberBits);
        ByteBuffer[] nameSections = names.sections(quads.terms());
        SetFile.write(
                folder,
                groupSection(setCounts),
                SetFile.of(sorted(read.figures()), figureNumbers.length),
                SetFile.of(memberIds, memberIds.length),
                SetFile.of(setFigures, sets),
                SetFile.of(setStarts, sets + 1),
                SetFile.of(setMembers, pairs),
                SetFile.of(memberStarts, memberStarts.length),
                SetFile.of(memberSets, pairs),
                SetFile.of(figureStarts, figureStarts.length),
                SetFile.of(figureSets, sets),
                nameSections[0],
                nameSections[1],
                nameSections[2]);
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("sets.figures", (long) figureNumbers.length);
        counts.put("sets.genes", (long) memberNumbers[Kind.GENE.number()].length);
        counts.put("sets.chemicals", (long) memberNumbers[Kind.CHEMICAL.number()].length);
        counts.put("sets.diseases", (long) memberNumbers[Kind.DISEASE.number()].length);
        counts.put("sets.sets", (long) sets);
        counts.put("sets.members", (long) pairs);
        counts.put("sets.names", (long) names.size());
        return counts;
    }

    private ByteBuffer groupSection(long[] setCounts) {
        LongList section = new LongList();
        for (int group = 0; group < groups; group++) {
            boolean isOfGenes = group < organisms.length;
            Kind kind = isOfGenes ? Kind.GENE : Kind.of(group - organisms.length + 1);
            section.add(kind.number());
            section.add(isOfGenes ? organisms[group] : SetGroup.NO_ORGANISM);
            section.add(firstMembers[group + 1] - firstMembers[group]);
            section.add(setCounts[group]);
        }
        long[] longs = new long[section.size()];
        Arrays.setAll(longs, section::get);
        return SetFile.of(longs, longs.length);
    }

    private static long[] sorted(IdNumbers values) {
        long[] sorted = new long[values.size()];
        Arrays.setAll(sorted, values::value);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The place of each value among all in their order. */
    private static int[] numbers(IdNumbers values) {
        long[] sorted = sorted(values);
        int[] numbers = new int[sorted.length];
        Arrays.setAll(numbers, i -> Arrays.binarySearch(sorted, values.value(i)));
        return numbers;
    }

    private static void addUp(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    private static int bits(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, count));
    }
}
