package org.pfocr.rdf.serve.page;

import java.util.function.IntFunction;

/**
 * Which part of a list a page shows.
 *
 * @param page number of the page, the first is 1
 * @param size entries on a page
 * @param total entries in all
 */
public record Pager(int page, int size, long total) {
    public int offset() {
        return (page - 1) * size;
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    /** Links to the other parts; nothing where there is but one. */
    public Markup links(IntFunction<String> address, String what) {
        Markup out = new Markup();
        if (pages() <= 1) {
            return out;
        }
        out.open("nav", "class", "pager", "aria-label", what);
        if (page > 1) {
            out.link(address.apply(page - 1), "Previous", "rel", "prev").raw(" ");
        }
        int last = 0;
        for (int number = 1; number <= pages(); number++) {
            if (number != 1 && number != pages() && Math.abs(number - page) > 2) {
                continue;
            }
            if (number > last + 1) {
                out.raw("<span class=\"gap\">…</span> ");
            }
            if (number == page) {
                out.element("span", Numbers.grouped(number), "aria-current", "page");
            } else {
                out.link(address.apply(number), Numbers.grouped(number), "aria-label", what + ", page " + number);
            }
            out.raw(" ");
            last = number;
            if (number > page + 2 && number < pages()) {
                number = Math.max(number, pages() - 1);
            } else if (number == 1 && page > 5) {
                number = page - 3;
            }
        }
        if (page < pages()) {
            out.link(address.apply(page + 1), "Next", "rel", "next");
        }
        return out.close("nav");
    }
}
