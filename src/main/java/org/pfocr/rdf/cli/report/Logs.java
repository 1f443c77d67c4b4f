package org.pfocr.rdf.cli.report;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * The program's log on standard error: warnings of a command, everything that an operator asks for of a server. Logback
 * finds this class when the first logger is made.
 */
public final class Logs extends ContextAwareBase implements Configurator {
    private static final String COMMAND = "[%level] %logger{0} - %line%n%nopex";
    private static final String SERVER = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %logger{0}: %line%n%xEx{5}";

    /** How much is logged. */
    public enum Threshold {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Lines for people, or one JSON object in each line. */
    public enum Form {
        TEXT,
        JSON
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        set(context, Threshold.WARN, pattern(context, COMMAND));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on the log is a server's. */
    public static void ofServer(Threshold threshold, Form form) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            set(context, threshold, form == Form.JSON ? json(context) : pattern(context, SERVER));
        }
    }

    private static void set(LoggerContext context, Threshold threshold, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.toLevel(threshold.name()));
        boolean all = threshold == Threshold.DEBUG;
        // Of each request there is one line in our own log; a client's bad query is no alarm.
        context.getLogger("org.apache.jena.fuseki").setLevel(all ? Level.INFO : Level.ERROR);
        context.getLogger("org.eclipse.jetty").setLevel(all ? Level.INFO : Level.WARN);
        // An answer that we break off; the request's own line says why.
        context.getLogger("org.eclipse.jetty.ee10.servlet.ServletChannel").setLevel(all ? Level.INFO : Level.ERROR);
        context.getLogger("org.apache.jena").setLevel(all ? Level.INFO : Level.WARN);
    }

    private static Encoder<ILoggingEvent> pattern(LoggerContext context, String pattern) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("line", Line::new);
        layout.setPattern(pattern);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    /** Message and fields of an event in one line: what a client sent can neither end the line nor steer a terminal. */
    private static final class Line extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            StringBuilder line = new StringBuilder();
            escape(event.getFormattedMessage(), line);
            List<KeyValuePair> fields = event.getKeyValuePairs();
            if (fields != null) {
                for (KeyValuePair field : fields) {
                    line.append(' ').append(field.key).append('=');
                    if (field.value instanceof Number) {
                        line.append(field.value);
                    } else {
                        escape(String.valueOf(field.value), line.append('"'));
                        line.append('"');
                    }
                }
            }
            return line.toString();
        }

        private static void escape(String text, StringBuilder to) {
            text.codePoints().forEach(c -> {
                switch (c) {
                    case '\n' -> to.append("\\n");
                    case '\r' -> to.append("\\r");
                    case '\t' -> to.append("\\t");
                    case '"' -> to.append("\\\"");
                    case '\\' -> to.append("\\\\");
                    default -> {
                        switch (Character.getType(c)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR,
                                    Character.SURROGATE,
                                    Character.UNASSIGNED,
                                    Character.PRIVATE_USE ->
                                to.append("\\u{").append(Integer.toHexString(c)).append('}');
                            default -> to.appendCodePoint(c);
                        }
                    }
                }
            });
        }
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setCustomFields("{\"program\":\"pfocr-rdf\"}");
        encoder.start();
        return encoder;
    }
}
