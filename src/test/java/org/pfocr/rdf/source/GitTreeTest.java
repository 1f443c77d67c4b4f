package org.pfocr.rdf.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which remotes are repositories at GitHub; {@code DataVersionTest} asks git itself. */
class GitTreeTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/wikipathways/pfocr-database, https://github.com/wikipathways/pfocr-database",
        "https://github.com/wikipathways/pfocr-database.git, https://github.com/wikipathways/pfocr-database",
        "https://github.com/wikipathways/pfocr-database/, https://github.com/wikipathways/pfocr-database",
        "http://www.github.com/a/b.c.git, https://github.com/a/b.c",
        "https://me:secret@github.com/a/b.git, https://github.com/a/b",
        "https://ghp_token@github.com/a/b, https://github.com/a/b",
        "https://GitHub.com/A/B, https://github.com/A/B",
        "git@github.com:a/b.git, https://github.com/a/b",
        "github.com:a/b, https://github.com/a/b",
        "git@github.com:/a/b.git, https://github.com/a/b",
        "ssh://git@github.com/a/b.git, https://github.com/a/b",
        "ssh://git@github.com:22/a/b.git, https://github.com/a/b",
        "git://github.com/a/b.git, https://github.com/a/b",
        "/home/me/pfocr-database,",
        "../pfocr-database,",
        "file:///home/github.com/a/b,",
        "https://gitlab.com/a/b.git,",
        "https://github.com.example.org/a/b,",
        "https://notgithub.com/a/b,",
        "git@example.org:github.com/a/b,",
        "https://example.org/github.com/a/b,",
        "https://example.org@x/github.com/a/b,",
        "https://github.com/a,",
        "https://github.com/a/b/c,",
        "'',",
    })
    void aGitHubAddressComesFromTheRemote(String remote, String address) {
        assertThat(GitTree.github(remote)).isEqualTo(address);
    }
}
