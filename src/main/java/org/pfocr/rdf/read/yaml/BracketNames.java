package org.pfocr.rdf.read.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of organisms that begin with a bracket, such as {@code [Candida] glabrata}. To YAML a bracket begins a list, so
 * those without quotes make a whole page unreadable. Stateless.
 */
public final class BracketNames {
    private static final Pattern FIELD = Pattern.compile("(organisms|organisms_ner|latin):.*");
    /** After a dash or a key, a closed pair of brackets and more behind it that no list could have. */
    private static final Pattern NAME =
            Pattern.compile("(\\s*-\\s+|[a-z_]+:\\s+)(\\[[^\\[\\],\"'{}]+\\] *[^\\s,#\\]][^#]*?)(\\s+#.*|\\s*)");

    /** Longer lines are no names. */
    private static final int MAX_LINE = 500;

    private BracketNames() {}

    /** The same lines with quotes around such names. */
    public static String quoted(String yaml) {
        if (yaml.indexOf('[') < 0 || !yaml.contains("] ")) {
            return yaml;
        }
        StringBuilder out = new StringBuilder(yaml.length() + 8);
        boolean isNames = false;
        for (int at = 0; at < yaml.length(); ) {
            int end = yaml.indexOf('\n', at);
            end = end < 0 ? yaml.length() : end + 1;
            String line = yaml.substring(at, end);
            String content = line.stripTrailing();
            if (!content.isEmpty() && content.charAt(0) != ' ' && content.charAt(0) != '-') {
                isNames = FIELD.matcher(content).matches();
            }
            Matcher name = isNames && content.length() <= MAX_LINE ? NAME.matcher(content) : null;
            if (name != null && name.matches()) {
                out.append(name.group(1))
                        .append('\'')
                        .append(name.group(2).replace("'", "''"))
                        .append('\'')
                        .append(name.group(3))
                        .append(line, content.length(), line.length());
            } else {
                out.append(line);
            }
            at = end;
        }
        return out.toString();
    }
}
