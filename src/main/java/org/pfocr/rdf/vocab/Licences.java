package org.pfocr.rdf.vocab;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** Names of licences to their IRIs: those of Creative Commons in any usual spelling, and ids of the SPDX list. Stateless. */
public final class Licences {
    private static final Pattern CREATIVE_COMMONS = Pattern.compile(
            "(?:CC|CREATIVE-COMMONS)-(BY(?:-NC)?(?:-(?:SA|ND))?)(?:-LICEN[CS]E)?(?:-V?([1-4]\\.[0-9]))?");

    private static final Pattern CC_ZERO =
            Pattern.compile("(?:CC0|CC-ZERO|CC-0|CREATIVE-COMMONS-ZERO)(?:-V?1\\.0)?(?:-UNIVERSAL)?");
    private static final Pattern MARK = Pattern.compile("(?:PDM|PUBLIC-DOMAIN-MARK|CC-PDM)(?:-1\\.0)?");

    /** Other licences of data and software that are met, by SPDX id. */
    private static final Set<String> SPDX = Set.of(
            "MIT",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "GPL-2.0-only",
            "GPL-3.0-only",
            "GPL-3.0-or-later",
            "LGPL-3.0-only",
            "AGPL-3.0-only",
            "ODbL-1.0",
            "ODC-By-1.0",
            "PDDL-1.0",
            "MPL-2.0",
            "Unlicense");

    private Licences() {}

    /** The licence's IRI; null where the name is not known. */
    public static @Nullable Node of(String name) {
        String words = name.strip().replaceAll("[\\s_-]+", "-");
        String upper = words.toUpperCase(Locale.ROOT);
        if (CC_ZERO.matcher(upper).matches()) {
            return Iris.external(Iris.CC0);
        }
        if (MARK.matcher(upper).matches()) {
            return Iris.external("https://creativecommons.org/publicdomain/mark/1.0/");
        }
        Matcher matcher = CREATIVE_COMMONS.matcher(upper);
        if (matcher.matches()) {
            String version = matcher.group(2); // PMC's list gives none; the address without one leads to all of them.
            return Iris.external("https://creativecommons.org/licenses/"
                    + matcher.group(1).toLowerCase(Locale.ROOT) + "/" + (version == null ? "" : version + "/"));
        }
        for (String id : SPDX) {
            if (id.equalsIgnoreCase(words)) {
                return Iris.external("https://spdx.org/licenses/" + id);
            }
        }
        return null;
    }
}
