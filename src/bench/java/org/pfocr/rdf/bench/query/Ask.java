package org.pfocr.rdf.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Asks a just-started server every query once, in an order drawn from the seed, and then all of them again several
 * times: {@code Ask PEER URL FOLDERS SEED ROUNDS ANSWERS OUT}. Appends a line for each answer to OUT: peer, run,
 * {@code first} or {@code repeat}, query, milliseconds, rows, digest of the rows or the failure. The rows go to ANSWERS.
 */
public final class Ask {

    /** A query that takes longer, in milliseconds, or fails is not repeated: some stores need minutes for one. */
    private static final double SLOW = 60_000;

    private Ask() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String peer = args[0];
        List<BenchQuery> queries = new ArrayList<>(BenchQuery.of(args[2]));
        long seed = Long.parseLong(args[3]);
        int rounds = Integer.parseInt(args[4]);
        Path answers = Files.createDirectories(Path.of(args[5], peer));
        Client client = new Client(args[1]);
        client.warmItself();
        // The same order for all peers of a run, another one in the next run.
        Collections.shuffle(queries, new Random(seed));
        List<String> lines = new ArrayList<>();
        Set<BenchQuery> slow = new HashSet<>();
        for (int round = 0; round <= rounds; round++) {
            for (BenchQuery query : queries) {
                if (slow.contains(query)) {
                    continue;
                }
                Client.Reply reply = client.ask(query);
                if (reply.ms() > SLOW || !reply.failure().isEmpty()) {
                    slow.add(query);
                }
                String outcome = "0\t" + reply.failure().replace('\t', ' ');
                if (reply.failure().isEmpty()) {
                    Answer answer = Answer.of(reply.body(), query.isGraph());
                    outcome = answer.rows().size() + "\t" + answer.digest();
                    if (round == 0) {
                        Files.write(answers.resolve(query.name() + ".txt"), answer.rows());
                    }
                }
                lines.add(String.join(
                        "\t",
                        peer,
                        Long.toString(seed),
                        round == 0 ? "first" : "repeat",
                        query.name(),
                        Double.toString(reply.ms()),
                        outcome));
            }
        }
        Files.write(Path.of(args[6]), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
