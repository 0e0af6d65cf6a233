// Whole files with one mistake each, in tests/unit/config/broken: <kind>-<what>.yaml, and beside it
// in <kind>-<what>.expected the one complaint, "line:column: Expected …". A new file is a new test;
// a new kind is a line in `readers`.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "adapters/config/calendar_file.h"
#include "adapters/config/definition_file.h"
#include "adapters/config/directory_file.h"
#include "adapters/config/policy_file.h"
#include "adapters/config/series_file.h"

namespace dunghan {
namespace {

using std::filesystem::path;

// The complaint about `yaml`; nothing: there is none.
using Complain = std::function<std::string(std::string_view yaml, std::string_view file)>;

template <auto read>
std::string complaint(std::string_view yaml, std::string_view file) {
    const auto result = read(yaml, file);
    return result ? "" : result.error().detail;
}

const std::map<std::string, Complain> readers{
    {"calendar", complaint<read_calendar>},
    {"definition", complaint<read_definition>},
    {"directory", complaint<read_directory>},
    {"policy", complaint<read_policy>},
    {"series", complaint<read_series>}};

std::string text_of(const path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(text).str();
}

std::vector<path> broken_files() {
    std::vector<path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(DUNGHAN_SOURCE_DIR "/tests/unit/config/broken")) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

class BrokenConfigFile : public testing::TestWithParam<path> {};

TEST_P(BrokenConfigFile, GivesOneComplaintAtItsPlace) {
    const path& file = GetParam();
    const std::string name = file.filename().string();
    const std::string kind = name.substr(0, name.find('-'));
    ASSERT_TRUE(readers.contains(kind)) << "no reader for " << name;
    const std::string expected = text_of(path(file).replace_extension(".expected"));
    const std::string got = readers.at(kind)(text_of(file), name);
    EXPECT_EQ(got + "\n", name + ":" + expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each,
    BrokenConfigFile,
    testing::ValuesIn(broken_files()),
    [](const auto& parameter) {
        std::string name = parameter.param.stem().string();
        std::ranges::replace(name, '-', '_');
        return name;
    }
);

}  // namespace
}  // namespace dunghan
