/**
 * What agents can ask of the server, one class for a tool, and the guide that tells them how. Knows nothing of how messages
 * come.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.mcp.tool.Tool}.
 */
@NullMarked
package org.pfocr.rdf.serve.mcp.tool;

import org.jspecify.annotations.NullMarked;
