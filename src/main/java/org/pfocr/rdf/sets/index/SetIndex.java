package org.pfocr.rdf.sets.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.store.read.IdNumbers;

/**
 * The sets of a generation, mapped from its file. Figures, members and sets have numbers from 0 on: figures in the order of
 * their node ids, members by group and then node id, sets by group and then figure. A set's members and a member's sets
 * stand in order, each with the flavour from which on it belongs there in its lowest two bits. Thread-safe.
 */
public final class SetIndex {
    /** Name of its file in the folder of a generation. */
    public static final String FILE = SetFile.NAME;

    /** Bits of a flavour behind a number. */
    public static final int FLAVOUR_BITS = 2;

    public static final int FLAVOUR_MASK = (1 << FLAVOUR_BITS) - 1;

    static final int SECTIONS = 13;

    private static final int GROUP_LONGS = 4;

    private final List<SetGroup> groups = new ArrayList<>();
    /** Node ids of figures and members by number. */
    private final LongBuffer figures;

    private final LongBuffer members;
    /** For each set its figure, and where its members begin; one more number says where the last ends. */
    private final IntBuffer setFigures;

    private final IntBuffer setStarts;
    private final IntBuffer setMembers;
    /** Where the sets of each member begin. */
    private final IntBuffer memberStarts;

    private final IntBuffer memberSets;
    /** Where the sets of each figure begin. */
    private final IntBuffer figureStarts;

    private final IntBuffer figureSets;
    /** Names of genes: a hash of the name without case, in order; the node id of its text; the gene, and what kind of name. */
    private final LongBuffer nameHashes;

    private final LongBuffer nameTexts;
    private final IntBuffer nameGenes;
    /** Made when it is first needed: each group is sorted by itself, and to search them one by one takes long. */
    private @Nullable MembersById membersById;

    /**
     * Members by their node ids.
     *
     * @param first member of each id, by the id's number
     * @param next member with the same id, by the member's number; negative where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record MembersById(IdNumbers ids, int[] first, int[] next) {}

    private SetIndex(ByteBuffer[] sections) {
        LongBuffer groupLongs = sections[0].asLongBuffer();
        int firstMember = 0;
        int firstSet = 0;
        for (int at = 0; at < groupLongs.capacity(); at += GROUP_LONGS) {
            int endMember = firstMember + (int) groupLongs.get(at + 2);
            int endSet = firstSet + (int) groupLongs.get(at + 3);
            groups.add(new SetGroup(
                    Kind.of((int) groupLongs.get(at)),
                    groupLongs.get(at + 1),
                    firstMember,
                    endMember,
                    firstSet,
                    endSet));
            firstMember = endMember;
            firstSet = endSet;
        }
        figures = sections[1].asLongBuffer();
        members = sections[2].asLongBuffer();
        setFigures = sections[3].asIntBuffer();
        setStarts = sections[4].asIntBuffer();
        setMembers = sections[5].asIntBuffer();
        memberStarts = sections[6].asIntBuffer();
        memberSets = sections[7].asIntBuffer();
        figureStarts = sections[8].asIntBuffer();
        figureSets = sections[9].asIntBuffer();
        nameHashes = sections[10].asLongBuffer();
        nameTexts = sections[11].asLongBuffer();
        nameGenes = sections[12].asIntBuffer();
    }

    /**
     * Opens the sets of a generation.
     *
     * @param folder of the generation
     * @return null where it has none
     * @throws IOException also where the file is damaged
     */
    public static @Nullable SetIndex open(Path folder) throws IOException {
        return SetFile.isIn(folder) ? new SetIndex(SetFile.read(folder, SECTIONS)) : null;
    }

    public List<SetGroup> groups() {
        return groups;
    }

    /** The group that a member is in. */
    public SetGroup groupOfMember(int member) {
        int low = 0;
        int high = groups.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (member < groups.get(middle).endMember()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return groups.get(low);
    }

    public int figureCount() {
        return figures.capacity();
    }

    public int memberCount() {
        return members.capacity();
    }

    public int setCount() {
        return setFigures.capacity();
    }

    /** Node id of a figure. */
    public long figure(int number) {
        return figures.get(number);
    }

    /** Node id of a member. */
    public long member(int number) {
        return members.get(number);
    }

    /** Number of the figure with a node id; negative where there is none. */
    public int figureNumber(long id) {
        return search(figures, 0, figures.capacity(), id);
    }

    /** Numbers of the members with a node id, in order: one, or more where one thing is of several kinds. */
    public List<Integer> memberNumbers(long id) {
        MembersById byId = membersById();
        List<Integer> found = new ArrayList<>();
        int number = byId.ids.find(id);
        for (int member = number < 0 ? -1 : byId.first[number]; member >= 0; member = byId.next[member]) {
            found.add(member);
        }
        return found;
    }

    private synchronized MembersById membersById() {
        if (membersById == null) {
            IdNumbers ids = new IdNumbers();
            int[] first = new int[memberCount()];
            int[] next = new int[memberCount()];
            Arrays.fill(first, -1);
            for (int member = next.length - 1; member >= 0; member--) {
                int number = ids.number(members.get(member));
                next[member] = first[number];
                first[number] = member;
            }
            membersById = new MembersById(ids, first, next);
        }
        return membersById;
    }

    public int setFigure(int set) {
        return setFigures.get(set);
    }

    public int setStart(int set) {
        return setStarts.get(set);
    }

    /** A member of a set, with its flavour, by its place between the starts of the set and the next. */
    public int setMember(int at) {
        return setMembers.get(at);
    }

    public int memberStart(int member) {
        return memberStarts.get(member);
    }

    /** A set of a member, with its flavour. */
    public int memberSet(int at) {
        return memberSets.get(at);
    }

    public int figureStart(int figure) {
        return figureStarts.get(figure);
    }

    /** A set of a figure. */
    public int figureSet(int at) {
        return figureSets.get(at);
    }

    /** Place of the first name whose hash is not lower. */
    public int firstName(long hash) {
        int at = search(nameHashes, 0, nameHashes.capacity(), hash);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && nameHashes.get(at - 1) == hash) {
            at--;
        }
        return at;
    }

    /** Whether the name at a place has a hash. */
    public boolean isName(int at, long hash) {
        return at < nameHashes.capacity() && nameHashes.get(at) == hash;
    }

    public long nameText(int at) {
        return nameTexts.get(at);
    }

    /** The gene of a name, and {@link GeneName}'s kind behind it. */
    public int nameGene(int at) {
        return nameGenes.get(at);
    }

    private static int search(LongBuffer sorted, int from, int to, long value) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = sorted.get(middle);
            if (found < value) {
                low = middle + 1;
            } else if (found > value) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }
}
