package org.pfocr.rdf.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page of the documentation: what it has in fences, what it has as code within a line, where its links lead, and the
 * anchors of its headings.
 *
 * <p>A comment on the line before a fence says what the reader need not see: {@code <!-- not run: REASON -->} or
 * {@code <!-- exit code: 1 -->}.
 */
record Page(Path file, List<Block> blocks, List<String> inline, List<String> links, List<String> anchors) {
    private static final Set<String> RUN = Set.of("sh", "sparql");
    private static final Set<String> OUTPUT = Set.of("text", "csv", "json", "turtle");
    private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (.+) -->");
    private static final Pattern EXIT_CODE = Pattern.compile("<!-- exit code: (\\d+) -->");

    /**
     * A fenced block.
     *
     * @param output the block that follows directly and has what this one prints; null where there is none
     * @param notRun why the block is not run; null for one that is
     */
    record Block(Path page, int line, String language, String text, Block output, String notRun, int exitCode) {
        @Override
        public String toString() {
            return page + ":" + line + " " + language;
        }
    }

    static Page of(Path file) throws IOException {
        Page page = new Page(file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(Files.readString(file))
                .accept(page.new Collector());
        return page;
    }

    /** README and all of docs/. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        pages.add(of(Path.of("README.md")));
        try (var files = Files.list(Path.of("docs"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                pages.add(of(file));
            }
        }
        return pages;
    }

    private final class Collector extends AbstractVisitor {
        @Override
        public void visit(FencedCodeBlock fence) {
            Node before = fence.getPrevious();
            boolean printed = OUTPUT.contains(fence.getInfo())
                    && before instanceof FencedCodeBlock command
                    && RUN.contains(command.getInfo());
            if (!printed) {
                Node next = fence.getNext();
                boolean prints = RUN.contains(fence.getInfo())
                        && next instanceof FencedCodeBlock output
                        && OUTPUT.contains(output.getInfo());
                blocks.add(block(fence, prints ? block((FencedCodeBlock) next, null) : null));
            }
        }

        private Block block(FencedCodeBlock fence, Block output) {
            String comment = fence.getPrevious() instanceof HtmlBlock html ? html.getLiteral() : "";
            Matcher notRun = NOT_RUN.matcher(comment);
            Matcher exitCode = EXIT_CODE.matcher(comment);
            return new Block(
                    file,
                    fence.getSourceSpans().get(0).getLineIndex() + 1,
                    fence.getInfo(),
                    fence.getLiteral(),
                    output,
                    notRun.find() ? notRun.group(1) : null,
                    exitCode.find() ? Integer.parseInt(exitCode.group(1)) : 0);
        }

        @Override
        public void visit(Code code) {
            inline.add(code.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Heading heading) {
            StringBuilder text = new StringBuilder();
            for (Node node = heading.getFirstChild(); node != null; node = node.getNext()) {
                text.append(node instanceof Text t ? t.getLiteral() : node instanceof Code c ? c.getLiteral() : "");
            }
            anchors.add(text.toString()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} -]", "")
                    .replace(' ', '-'));
        }
    }
}
