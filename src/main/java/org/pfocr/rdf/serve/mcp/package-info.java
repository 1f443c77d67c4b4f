/**
 * Answers agents, programs with a language model, by the Model Context Protocol (modelcontextprotocol.io): over HTTP at
 * {@code /mcp}, and over standard input and output. Each {@link org.pfocr.rdf.serve.mcp.tool.Tool} declares what it takes and
 * gives.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.mcp.McpEndpoint}.
 */
@NullMarked
package org.pfocr.rdf.serve.mcp;

import org.jspecify.annotations.NullMarked;
