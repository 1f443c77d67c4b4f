package org.pfocr.rdf.serve.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;

class FunctionCostsTest {
    /** Fails with a version of ARQ that has functions which nobody here has looked at. */
    @Test
    void everyFunctionOfArqIsOnTheListAndNoOther() {
        JenaSystem.init();
        Set<String> known = new TreeSet<>();
        FunctionRegistry.standardRegistry().keys().forEachRemaining(known::add);
        assertThat(new TreeSet<>(FunctionCosts.all().keySet())).isEqualTo(known);
    }
}
