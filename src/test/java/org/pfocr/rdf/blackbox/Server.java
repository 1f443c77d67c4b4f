package org.pfocr.rdf.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server, stopped at the end of the test. */
record Server(Process process, String endpoint, String greeting) implements AutoCloseable {
    static Server start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    static Server start(List<String> jvmOptions, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 3];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--port";
        all[arguments.length + 2] = "0";
        Process process = Program.start(jvmOptions, all);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder greeting = new StringBuilder();
        String endpoint = null;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            greeting.append(line).append('\n');
            if (line.startsWith("SPARQL endpoint")) {
                endpoint = line.substring("SPARQL endpoint".length()).strip();
            }
            if (line.startsWith("Stop")) {
                return new Server(process, endpoint, greeting.toString());
            }
        }
        throw new AssertionError("did not start: " + greeting
                + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
