// The files of config/ as the programs read them: what is tested on is what is shipped.
#pragma once

#include <gtest/gtest.h>

#include "engine/intake/facts.h"

#include "adapters/config/calendar_file.h"
#include "adapters/config/definition_file.h"
#include "adapters/config/directory_file.h"
#include "adapters/config/policy_file.h"
#include "adapters/config/series_file.h"
#include "adapters/documents/read_document.h"

#include "tests/support/office_file.h"

namespace dunghan::testing {

inline std::filesystem::path shipped_path(const std::string& name) {
    return std::filesystem::path(DUNGHAN_SOURCE_DIR) / "config" / name;
}

// `read` is the reader of that kind of file: shipped(read_calendar, "calendars/vn.yaml").
template <class Read>
auto shipped(const Read& read, const std::string& name) {
    auto content = read(tests::read_file(shipped_path(name)), name);
    EXPECT_TRUE(content) << (content ? "" : content.error().detail);
    return std::move(content).value();
}

// A table of config/demo, names resolved by that directory.
inline intake::Facts shipped_facts(const std::string& name, const DirectoryPublished& directory) {
    intake::ReadOptions options;
    options.appraiser = "so-thong-tin-va-truyen-thong";
    auto facts =
        documents::read_document(shipped_path("demo/" + name))
            .and_then([&](const intake::Document& document) {
                return intake::facts_of(document, NameIndex(Directory(directory)), options);
            });
    EXPECT_TRUE(facts) << (facts ? "" : facts.error().detail);
    return std::move(facts).value();
}

}  // namespace dunghan::testing
