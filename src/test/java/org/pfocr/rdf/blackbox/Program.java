package org.pfocr.rdf.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the packaged program as a user would: another process, its arguments, its streams and its exit code. */
final class Program {
    private static final Path JAR = Path.of("target/pfocr-rdf.jar");
    private static final long MAX_SECONDS = 120;
    /** The classes that a server loads, ready to be mapped (JEP 350): a start takes a quarter less of the processor. */
    private static final CompletableFuture<Path> CLASSES = CompletableFuture.supplyAsync(Program::keepClasses);

    /** What a run left behind. */
    record Result(int exitCode, byte[] stdout, String err) {
        String out() {
            return new String(stdout, StandardCharsets.UTF_8);
        }
    }

    private Program() {}

    static Result run(String... arguments) {
        return run(List.of(), arguments);
    }

    static Result run(List<String> jvmOptions, String... arguments) {
        try {
            Process process = start(jvmOptions, arguments);
            CompletableFuture<byte[]> out = read(process.getInputStream());
            CompletableFuture<byte[]> err = read(process.getErrorStream());
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + MAX_SECONDS + " s: " + List.of(arguments));
            }
            return new Result(process.exitValue(), out.join(), new String(err.join(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the program in a hostile locale and leaves it running. */
    static Process start(List<String> jvmOptions, String... arguments) throws IOException {
        return start(ProcessBuilder.Redirect.PIPE, jvmOptions, arguments);
    }

    /** @param errors where standard error goes; a pipe that nobody reads stops the program once it is full */
    static Process start(ProcessBuilder.Redirect errors, List<String> jvmOptions, String... arguments)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR + " is missing: the tests of the packaged program run after packaging");
        }
        List<String> options = new ArrayList<>(jvmOptions);
        if (CLASSES.isDone() && !CLASSES.isCompletedExceptionally()) {
            options.add("-XX:SharedArchiveFile=" + CLASSES.join());
        }
        return java(errors, options, arguments);
    }

    /** Keeps the classes that a server loads. Nobody waits for it: until it is done, programs start without. */
    private static Path keepClasses() {
        try {
            Path file = Files.createTempDirectory(Path.of("target"), "classes-").resolve("pfocr-rdf.jsa");
            Process server = java(
                    ProcessBuilder.Redirect.DISCARD,
                    List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:disable"),
                    "serve",
                    "--no-supervisor",
                    "--port",
                    "0");
            try (BufferedReader out = server.inputReader()) {
                String line = out.readLine();
                while (line != null && !line.startsWith("Stop")) {
                    line = out.readLine();
                }
                server.destroy();
                server.waitFor();
            }
            return file;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process java(ProcessBuilder.Redirect errors, List<String> jvmOptions, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // Starts sooner; a test seldom runs long enough for the other compiler.
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors).start();
    }

    private static CompletableFuture<byte[]> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
