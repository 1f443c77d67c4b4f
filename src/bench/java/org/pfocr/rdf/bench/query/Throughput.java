package org.pfocr.rdf.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several clients ask the mix at once, each query as often as any other: {@code Throughput PEER URL FOLDERS CLIENTS
 * SECONDS OUT LEFT-OUT}. Appends peer, clients, answers per second, median, 99th percentile in milliseconds, and failures.
 */
public final class Throughput {

    private Throughput() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        List<String> leftOut = List.of(args[6].split(",", -1));
        List<BenchQuery> queries = BenchQuery.of(args[2]).stream()
                .filter(query -> !leftOut.contains(query.name()))
                .toList();
        int clients = Integer.parseInt(args[3]);
        double seconds = Double.parseDouble(args[4]);
        Client client = new Client(args[1]);
        client.warmItself();
        for (BenchQuery query : queries) {
            client.ask(query);
        }
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<List<Client.Reply>>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Random random = new Random(i);
            all.add(threads.submit(() -> {
                List<Client.Reply> replies = new ArrayList<>();
                while (System.nanoTime() < end) {
                    Client.Reply reply = client.ask(queries.get(random.nextInt(queries.size())));
                    replies.add(new Client.Reply(new byte[0], reply.ms(), reply.failure()));
                }
                return replies;
            }));
        }
        List<Client.Reply> replies = new ArrayList<>();
        for (Future<List<Client.Reply>> one : all) {
            replies.addAll(one.get());
        }
        double took = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        double[] ms = replies.stream()
                .filter(r -> r.failure().isEmpty())
                .mapToDouble(Client.Reply::ms)
                .toArray();
        Arrays.sort(ms);
        String line = String.format(
                Locale.ROOT,
                "%s\t%d\t%.2f\t%.2f\t%.2f\t%d",
                args[0],
                clients,
                ms.length / took,
                at(ms, 0.5),
                at(ms, 0.99),
                replies.size() - ms.length);
        Files.write(Path.of(args[5]), List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
