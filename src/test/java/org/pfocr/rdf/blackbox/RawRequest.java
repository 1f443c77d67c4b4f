package org.pfocr.rdf.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request as it stands on the wire: Java's own client neither sends a wrong escape nor one header on two lines. */
record RawRequest(String firstLine, List<String> headers, byte[] body) {
    private static final int MAX_MILLIS = 60_000;

    /** An answer; names of headers in small letters. */
    record Answer(int status, List<String> headers, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** The value of a header; empty where it is not there. */
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    Answer send(int port) throws IOException {
        StringBuilder head = new StringBuilder(firstLine).append(" HTTP/1.0\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MAX_MILLIS);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            return answer(socket.getInputStream().readAllBytes()); // HTTP/1.0: it ends with the connection.
        }
    }

    private static Answer answer(byte[] all) {
        String latin = new String(all, StandardCharsets.ISO_8859_1);
        int end = latin.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + latin);
        }
        List<String> lines = new ArrayList<>();
        for (String line : latin.substring(0, end).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            lines.add(
                    colon < 0
                            ? line
                            : line.substring(0, colon).toLowerCase(Locale.ROOT) + ": "
                                    + line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines.get(0).split(" ", 3)[1]);
        byte[] body = java.util.Arrays.copyOfRange(all, end + 4, all.length);
        return new Answer(status, lines, body);
    }
}
