package org.pfocr.rdf.sets.query;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;

/** {@code (?other ?score ?shared) pfocr:similarTo (FIGURE LIMIT OPTION …)} */
final class SimilarToFunction extends NearFunction {
    private static final int LIMIT = 20;

    @Override
    String name() {
        return "pfocr:similarTo";
    }

    @Override
    List<String> columns() {
        return List.of("?other", "?score", "?shared");
    }

    @Override
    Found find(Sets sets, Arguments arguments, BooleanSupplier isCancelled) throws UnusableRequest {
        arguments.check("organism", "flavour");
        return new Rows(
                sets.similar(
                        arguments.thing("a figure"),
                        arguments.flavour(),
                        arguments.option("organism"),
                        arguments.limit(1, LIMIT)),
                true);
    }
}
