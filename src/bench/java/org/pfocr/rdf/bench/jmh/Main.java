package org.pfocr.rdf.bench.jmh;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and prints a Markdown table on standard output: {@code Main FOLDER}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Steps.class.getName())
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(3))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(3))
                .addProfiler("gc")
                .jvmArgsAppend("-Dbench.work=" + args[0], "-Xmx1g", "-XX:+UseParallelGC")
                .output(args[0] + "/jmh.log")
                .build();
        Collection<RunResult> results = new Runner(options).run();
        System.out.println("### Steps alone, for one figure, on one thread\n");
        System.out.println("| step | time, µs | ± (99.9 %) | allocated, kB |\n|---|---|---|---|");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.0f |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    time.getScore(),
                    time.getScoreError(),
                    bytes == null ? Double.NaN : bytes.getScore() / 1000);
        }
        System.out.println();
    }
}
