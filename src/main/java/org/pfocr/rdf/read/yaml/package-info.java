/**
 * YAML as text only, by SnakeYAML's events, with lines, and with bounds on what a document may expand to. Knows nothing of
 * figures.
 *
 * <p>Entry class: {@link org.pfocr.rdf.read.yaml.Yaml}.
 */
@NullMarked
package org.pfocr.rdf.read.yaml;

import org.jspecify.annotations.NullMarked;
