package org.pfocr.rdf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;

class MojibakeTest {
    private static final Charset MAC = Charset.forName("x-MacRoman");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static String misread(String text, Charset charset) {
        return new String(text.getBytes(StandardCharsets.UTF_8), charset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IFN-α, TGF-β, NF-κB, IL-1β, PPARγ, δ, ε, ζ, η, θ, λ, μ, π, ρ, σ, τ, φ, χ, ψ, ω, Δ, Ω",
                "12–34 — 5′ and 3″ end, ‘a’ and “b”, ‐ ‑ … •",
                "3 µm ± 5 °C, 2·3",
                "p ≤ 0.05 ≥ ≠ ≈ − ∞ → ←",
                "Müller, Schrödinger, café, naïve, Köln",
                "a\u00A0b\u2009c"
            })
    void whatMacRomanMadeIsPutRight(String text) {
        assertThat(Mojibake.of(misread(text, MAC)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IFN-α, TGF-β, NF-κB, IL-1β, PPARγ, δ, ε, ζ, μ, π, σ, τ, φ, ω, Ω",
                "12–34 — 5′ and 3″ end, ‘a’ and “b, ‑ … •",
                "3 µm ± 5 °C",
                "p ≤ 0.05 ≥ ≠ ≈ −",
                "Müller, Schrödinger, café, naïve, Köln, Straße"
            })
    void whatWindowsMadeIsPutRight(String text) {
        assertThat(Mojibake.of(misread(text, WINDOWS)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "IFN-α, NF-κB and 5 °C ± 3 µm – “quoted” ‘too’ …",
                "√π, √∞, 2√2, ¬p, a√b",
                "Œuvre, cœur, œdème, Ïle, Île, Âge, São João, MAÇÃ, ÎLE",
                "GÖTEBORG, Ångström, Ærø, ÿ",
                "Œ",
                "Î",
                "â",
                "\uD800\u0391",
                "日本語 и русский"
            })
    void whatIsMeantStays(String text) {
        assertThat(Mojibake.of(text).text()).isEqualTo(text);
    }

    @Test
    void whatMayBeMeantIsCounted() {
        assertThat(Mojibake.of("√π")).isEqualTo(new Mojibake.Result("√π", 0, 1));
        assertThat(Mojibake.of("α √º β").repaired()).isZero();
        assertThat(Mojibake.of("Î»")).isEqualTo(new Mojibake.Result("Î»", 0, 1));
    }

    /** Lists each kind of repair with its context; whatever was repaired must be what a misread text would be. */
    @Test
    void repairsInRealDataGoBackToWhatStoodThere() throws IOException {
        Pattern repairable = Pattern.compile("[^\\x00-\\x7F]+");
        Map<String, String> repairs = new TreeMap<>();
        int files = 0;
        for (Path folder : List.of(TestData.real("pfocr-v1"), TestData.real("pfocr-v2"))) {
            List<Path> all;
            try (Stream<Path> found = Files.walk(folder)) {
                all = found.filter(Files::isRegularFile).toList();
            }
            for (Path file : all) {
                String text = Files.readString(file);
                Mojibake.Result result = Mojibake.of(text);
                files += result.repaired() > 0 ? 1 : 0;
                Matcher run = repairable.matcher(text);
                while (run.find()) {
                    Mojibake.Result part = Mojibake.of(
                            text.substring(Math.max(0, run.start() - 1), Math.min(text.length(), run.end() + 1)));
                    if (part.repaired() + part.doubtful() > 0) {
                        repairs.putIfAbsent(
                                run.group() + (part.repaired() > 0 ? " → " + part.text() : " stays, doubtful"),
                                file.getFileName().toString());
                    }
                }
            }
        }
        repairs.forEach((repair, file) -> System.out.println(repair + " (" + file + ")"));
        System.out.println(files + " files with repairs");
        repairs.keySet().stream().filter(repair -> repair.contains(" → ")).forEach(repair -> {
            String[] sides = repair.split(" → ", 2);
            assertThat(misread(sides[1], MAC).contains(sides[0])
                            || misread(sides[1], WINDOWS).contains(sides[0]))
                    .as(repair)
                    .isTrue();
        });
    }
}
