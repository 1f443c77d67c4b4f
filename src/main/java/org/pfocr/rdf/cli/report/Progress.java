package org.pfocr.rdf.cli.report;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.ProgressListener;

/** Progress on standard error: a bar on a terminal, a line every few seconds elsewhere. */
public final class Progress implements ProgressListener, AutoCloseable {
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private @Nullable ProgressBar bar;

    public Progress(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
        this.terminal = isStderrTerminal();
    }

    /** The launcher knows; the JVM cannot tell standard error from standard output. */
    private static boolean isStderrTerminal() {
        return "true".equals(System.getProperty("pfocr.stderr.terminal"));
    }

    @Override
    public void progress(int done, int total, int rejected) {
        if (quiet) {
            return;
        }
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("figures")
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .setUpdateIntervalMillis(250)
                        .build();
            }
            bar.stepTo(done);
            bar.setExtraMessage(rejected == 0 ? "" : " rejected " + rejected);
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine >= LINE_EVERY_NANOS) {
            lastLine = now;
            double rate = done / ((now - start) / 1e9);
            err.println(String.format(
                    Locale.ROOT,
                    "%d of %d figures, %d rejected, %.0f figures/s, %.0f s left",
                    done,
                    total,
                    rejected,
                    rate,
                    rate == 0 ? 0 : (total - done) / rate));
        }
    }

    /** Takes the bar off the terminal, so that other lines can follow. */
    public void finish() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        finish();
    }
}
