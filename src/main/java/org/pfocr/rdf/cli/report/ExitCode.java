package org.pfocr.rdf.cli.report;

/** The exit codes of every command. 130 (interrupted) is the JVM's own answer to Ctrl-C. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Done, but some input was rejected. */
    public static final int REJECTED = 1;
    /** Wrong usage: an option, an INPUT or a store that cannot be used. */
    public static final int USAGE = 2;
    /** A failure, such as a full disk. */
    public static final int FAILURE = 3;

    /** As a JVM that SIGTERM ended exits. */
    public static final int TERMINATED = 143;

    public static final String HELP = """
            Exit codes:
              0    done
              1    done, but something in the input was wrong and was left out; the report says what
              2    wrong usage: an option, an INPUT or a store that cannot be used
              3    a failure, such as a full disk or a port in use
              130  interrupted
            """;

    private ExitCode() {}
}
