package org.pfocr.rdf.serve.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.mcp.tool.Asked;

/** The protocol over standard input and output (its stdio transport): a line is a message. For one agent. */
public final class StdioAgents {
    private final Messages messages = new Messages();
    private final Generations generations;
    private final Admission admission;
    private final ServerOptions options;

    public StdioAgents(Generations generations, Admission admission, ServerOptions options) {
        this.generations = generations;
        this.admission = admission;
        this.options = options;
        AgentServer.start(messages);
    }

    /** Answers message after message until there are no more. */
    public void run(InputStream in, PrintStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            String answer = answer(line);
            if (answer != null) {
                out.print(answer + "\n");
                out.flush();
            }
        }
    }

    private @Nullable String answer(String line) {
        Messages.Received received =
                line.length() > ServerOptions.MAX_REQUEST_BYTES ? messages.tooLong() : messages.read(line);
        if (received.message() == null) {
            return received.problem();
        }
        String[] answer = new String[1];
        try (Generations.Lease lease = generations.use()) {
            admission.watched(String.valueOf(received.called()), options.queryTime(), running -> {
                Asked asked = new Asked(lease, running, options);
                answer[0] = Txn.calculateRead(lease.dataset(), () -> messages.answer(received, asked));
            });
        } catch (RuntimeException e) {
            return messages.failed(received, Guard.problem(e).detail());
        }
        return answer[0];
    }
}
