package org.pfocr.rdf.serve.observe;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the server counts, for Prometheus. Thread-safe. */
public final class Metrics implements AutoCloseable {
    /** Media type of Prometheus' text format. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final DistributionSummary rows = DistributionSummary.builder("pfocr.query.rows")
            .description("Rows or triples of an answer")
            .register(registry);

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
    }

    /** A request to any part of the server. */
    void request(int status, Duration time) {
        Timer.builder("pfocr.requests")
                .description("Requests by status")
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(time);
    }

    /** A query, from the request's first byte to the answer's last. */
    void query(String outcome, long answered, Duration time) {
        Timer.builder("pfocr.queries")
                .description("Queries by outcome")
                .tag("outcome", outcome)
                .serviceLevelObjectives(STEPS)
                .register(registry)
                .record(time);
        rows.record((double) answered);
    }

    /** A number that is asked for whenever the metrics are. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** A moment, which is asked for whenever the metrics are. */
    public void moment(String name, String description, Supplier<Instant> value) {
        TimeGauge.builder(name, value, TimeUnit.SECONDS, moment -> moment.get().getEpochSecond())
                .description(description)
                .register(registry);
    }

    /** Everything in Prometheus' text format. */
    public String text(String generation) {
        String name = registry.config().namingConvention().tagValue(generation);
        return registry.scrape()
                + "# HELP pfocr_store_generation The generation that is served\n"
                + "# TYPE pfocr_store_generation gauge\n"
                + "pfocr_store_generation{name=\"" + name + "\"} 1\n";
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
