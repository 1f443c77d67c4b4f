package org.pfocr.rdf.sets.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.Sets.Partners;
import org.pfocr.rdf.sets.UnusableRequest;

/** {@code (?partner ?figures ?score) pfocr:drawnWith (THING LIMIT OPTION …)} */
final class DrawnWithFunction extends NearFunction {
    private static final int LIMIT = 50;

    @Override
    String name() {
        return "pfocr:drawnWith";
    }

    @Override
    List<String> columns() {
        return List.of("?partner", "?figures", "?score");
    }

    @Override
    Found find(Sets sets, Arguments arguments, BooleanSupplier isCancelled) throws UnusableRequest {
        arguments.check("organism", "flavour", "kind");
        return new Rows(
                sets.drawnWith(
                        arguments.thing("a gene, a chemical or a disease"),
                        arguments.flavour(),
                        partners(arguments.option("kind")),
                        arguments.option("organism"),
                        arguments.limit(1, LIMIT)),
                false);
    }

    private static Partners partners(@Nullable String kind) throws UnusableRequest {
        if (kind == null) {
            return Partners.ALL;
        }
        return Arrays.stream(Partners.values())
                .filter(partners -> partners.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(() -> new UnusableRequest("there is no kind \"" + kind + "\"; there are "
                        + Arrays.stream(Partners.values())
                                .map(partners -> partners.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
