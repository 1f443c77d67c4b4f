package org.pfocr.rdf.serve.thing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Node;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.figure.FigureFacts;
import org.pfocr.rdf.serve.figure.FigureFiles;
import org.pfocr.rdf.serve.figure.FigureJsonLd;
import org.pfocr.rdf.serve.figure.FigurePage;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.graph.Resources;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.observe.QueryRecord;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;

/** Answers for the addresses of things and of lists of them. Pages stand under the same limits as queries. Thread-safe. */
public final class ThingPages {
    private static final Offer OFFER = Offer.TRIPLES.withPage();
    /** A page that takes longer is a mistake of ours. */
    private static final Duration TIME = Duration.ofSeconds(20);
    /** Parts of a list beyond this are not asked for by people. */
    private static final int MOST = 100_000;

    private final Generations generations;
    private final Admission admission;
    private final Overviews overviews;
    private final Resources resources;
    private final Layout layout;
    private final OwnAddress own;
    private final Misreadings misreadings = new Misreadings();

    public ThingPages(
            Generations generations,
            Admission admission,
            Overviews overviews,
            Resources resources,
            Layout layout,
            OwnAddress own) {
        this.generations = generations;
        this.admission = admission;
        this.overviews = overviews;
        this.resources = resources;
        this.layout = layout;
        this.own = own;
    }

    /** Reads the store for a page. */
    public interface Work {
        /** Makes the page; null where there is none. */
        @Nullable
        Page read(Reading reading, Overview overview) throws IOException;
    }

    /** Answers the request if its path is that of a thing or list that has a page; says whether it was. */
    public boolean answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path.equals("/describe")) {
            return toPage(request, response);
        }
        int slash = path.indexOf('/', 1);
        String folder = path.substring(1, slash < 0 ? path.length() : slash);
        Kind kind = Kind.ofFolder(folder);
        if (kind == null) {
            boolean isFolder = slash < 0 || slash == path.length() - 1;
            return isFolder
                    && OFFER.choose(request).form() == Form.HTML
                    && page(request, response, (reading, overview) -> FolderPage.of(folder, reading, layout));
        }
        String name = slash < 0 ? "" : path.substring(slash + 1);
        if (name.isEmpty()) {
            list(kind, request, response);
            return true;
        }
        if (kind == Kind.FIGURE && name.indexOf('/') > 0) {
            return file(name, request, response);
        }
        Node thing = kind.thing(name);
        if (thing == null) {
            return false;
        }
        if (OFFER.choose(request).form() != Form.HTML) {
            return kind != Kind.FIGURE && kind != Kind.ANNOTATION && resources.answerAbout(thing, request, response);
        }
        String address = own.root(request) + kind.path(thing.toString());
        return page(request, response, (reading, overview) -> {
            if (!reading.is(thing, kind.type())) {
                return null;
            }
            Resources.linkForms(OFFER.choose(request), request, response);
            if (kind == Kind.FIGURE) {
                FigureFacts facts = new FigureFacts(thing, reading);
                return new FigurePage(facts, layout, address)
                        .page(
                                Addresses.number(request, "rows", 1, 1, MOST),
                                new FigureJsonLd(facts, own.root(request)),
                                reading);
            }
            return new ThingPage(kind, thing, reading, overview, layout, address)
                    .page(
                            Addresses.number(request, "page", 1, 1, MOST),
                            year(request),
                            overviews.numbers(overview, kind, thing, reading),
                            misreadings);
        });
    }

    private static @Nullable Integer year(HttpServletRequest request) {
        int year = Addresses.number(request, "year", 0, 0, 9999);
        return year == 0 ? null : year;
    }

    private void list(Kind kind, HttpServletRequest request, HttpServletResponse response) {
        String word = Addresses.text(request, "q");
        boolean isTable = "tsv".equals(request.getParameter("format")) && kind != Kind.FIGURE && kind != Kind.PAPER;
        if (kind == Kind.FIGURE && !word.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", Addresses.of(layout.root() + "search", "q", word));
            return;
        }
        page(request, response, (reading, overview) -> {
            ListPage page = new ListPage(kind, reading, overview, layout);
            if (isTable) {
                text(page.tsv(word), "text/tab-separated-values", response);
                return null;
            }
            return page.page(
                    word,
                    Addresses.number(request, "page", 1, 1, MOST),
                    year(request),
                    own.root(request) + kind.folder());
        });
    }

    /** A file of a figure's genes. */
    private boolean file(String name, HttpServletRequest request, HttpServletResponse response) {
        int slash = name.indexOf('/');
        Node figure = Iris.sitePage("/" + Kind.FIGURE.folder() + "/" + name.substring(0, slash) + ".html");
        return page(request, response, (reading, overview) -> {
            if (reading.is(figure, Pfocr.PathwayFigure)) {
                String text = FigureFiles.of(name.substring(slash + 1), new FigureFacts(figure, reading), reading);
                if (text != null) {
                    String file = name.replace('/', '-').replaceAll("[^A-Za-z0-9._-]", "_");
                    response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
                    text(text, name.endsWith(".tsv") ? "text/tab-separated-values" : "text/plain", response);
                }
            }
            return null;
        });
    }

    private static void text(String text, String mediaType, HttpServletResponse response) throws IOException {
        response.setContentType(mediaType + "; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A browser that asks what is said of a thing is led to the thing's page. */
    private boolean toPage(HttpServletRequest request, HttpServletResponse response) {
        String iri = request.getParameter("iri");
        if (iri == null || OFFER.choose(request).form() != Form.HTML) {
            return false;
        }
        Node thing = Iris.external(iri);
        try (Generations.Lease lease = generations.use()) {
            Kind kind = Txn.calculateRead(
                    lease.dataset(), () -> kind(thing, new Reading(lease.dataset(), new AtomicBoolean())));
            if (kind == null) {
                return false;
            }
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Vary", "Accept");
            response.setHeader("Location", layout.root() + kind.path(iri));
            return true;
        }
    }

    private static @Nullable Kind kind(Node thing, Reading reading) {
        for (Kind kind : Kind.values()) {
            if (reading.is(thing, kind.type())) {
                String path = kind.path(thing.toString());
                return thing.equals(kind.thing(path.substring(kind.folder().length() + 1))) ? kind : null;
            }
        }
        return null;
    }

    /**
     * Reads the store and sends a page, when it is the client's turn.
     *
     * @return false where the work found no page and has sent nothing itself
     */
    public boolean page(HttpServletRequest request, HttpServletResponse response, Work work) {
        AtomicBoolean isDone = new AtomicBoolean(true); // Also where it must wait: then it is called again.
        admission.ofClient(
                request,
                null,
                record -> admission.inTurn(request, () -> {
                    try (Generations.Lease lease = generations.use()) {
                        if (Freshness.isUnchanged(request, response, lease)) {
                            record.outcome(QueryRecord.UNCHANGED);
                            return;
                        }
                        Overview overview = overviews.of(lease);
                        admission.watched(
                                request,
                                TIME,
                                running -> Txn.executeRead(lease.dataset(), () -> {
                                    try {
                                        Page page = work.read(
                                                new Reading(lease.dataset(), running.cancelSignal()), overview);
                                        if (page != null) {
                                            layout.send(page, response);
                                        }
                                        isDone.set(page != null || response.getContentType() != null);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                }));
                        record.outcome(QueryRecord.ANSWERED);
                    }
                }));
        return isDone.get();
    }
}
