package org.pfocr.rdf.serve.mcp.tool;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.pfocr.rdf.schema.DataSchema;

/** The guide with the classes of the data and all example queries. Stateless. */
public final class WholeGuide {
    private WholeGuide() {}

    public static String of(DatasetGraph dataset) {
        DataSchema schema = DataSchema.of(dataset);
        StringBuilder out = new StringBuilder(Guide.text()).append("\n## Prefixes\n\n");
        out.append(Guide.prefixes().replace(" PREFIX", "\nPREFIX")).append("\n\n## Classes\n\n");
        for (Node type : DescribeSchema.MAIN) {
            Long instances = schema.classes().get(type);
            if (instances != null) {
                out.append("- ")
                        .append(DataSchema.name(type))
                        .append(" (")
                        .append(instances)
                        .append("): ");
                out.append(schema.meaning(type).definition()).append(" Properties: ");
                out.append(DescribeSchema.properties(type, schema)).append("\n");
            }
        }
        out.append("\n## Example queries\n");
        new ExampleQueries().all().values().forEach(example -> out.append("\n### ")
                .append(example.title())
                .append("\n\n")
                .append(example.description())
                .append("\n\n```sparql\n")
                .append(example.query())
                .append("\n```\n"));
        return out.toString();
    }
}
