/**
 * YAML as the pages have it: a cursor over the events of SnakeYAML's parser, with bounds on what a document may expand to.
 *
 * <p>Entry class: {@link org.pfocr.rdf.read.yaml.Yaml}.
 */
@NullMarked
package org.pfocr.rdf.read.yaml;

import org.jspecify.annotations.NullMarked;
