// Reader and published schema say the same of every file: an independent validator judges one with
// every key, and every slip of a hand in it, and the reader must agree.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <yaml-cpp/yaml.h>

#include "adapters/config/definition_file.h"

#include "tests/support/temp_folder.h"

namespace dunghan {
namespace {

const std::filesystem::path source = DUNGHAN_SOURCE_DIR;
const std::filesystem::path here = source / "tests/unit/config";
const std::string python = "/usr/bin/python3";

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return std::move(text).str();
}

bool is_plain_value(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return node.Tag() == "?" && (digits || text == "true" || text == "false");
}

// The YAML of here, which has no quotes in its texts, as one line of JSON.
std::string json_of(const YAML::Node& node) {
    std::string text;
    if (node.IsScalar()) {
        return is_plain_value(node) ? node.Scalar() : "\"" + node.Scalar() + "\"";
    }
    if (node.IsSequence()) {
        for (const YAML::Node& element : node) {
            text += (text.empty() ? "" : ",") + json_of(element);
        }
        return "[" + text + "]";
    }
    for (const auto& pair : node) {
        text +=
            (text.empty() ? "" : ",") + ("\"" + pair.first.Scalar() + "\":") + json_of(pair.second);
    }
    return "{" + text + "}";
}

// What the slips begin with: a file in which nothing is left out.
TEST(DefinitionSchema, IsTriedOnAFileThatIsFit) {
    const auto read = read_definition(text_of(here / "everything.yaml"), "everything.yaml");
    EXPECT_TRUE(read) << read.error().detail;
}

TEST(DefinitionSchema, AgreesWithTheReader) {
    if (std::system((python + " -c 'import jsonschema' 2>/dev/null").c_str()) != 0) {
        GTEST_SKIP() << "needs Debian's python3-jsonschema";
    }
    const tests::TempFolder folder;
    const auto documents = folder.path() / "documents";
    const auto slips = folder.path() / "slips";
    std::filesystem::create_directory(slips);
    std::ofstream(documents) << json_of(YAML::LoadFile(here / "everything.yaml")) << '\n';
    const std::string command = python + " -B " + (here / "mutate.py").string() + " " +
                                (source / "schemas/config/definition.schema.json").string() + " " +
                                documents.string() + " " + slips.string();
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    std::size_t valid = 0;
    std::size_t invalid = 0;
    for (const auto& entry : std::filesystem::directory_iterator(slips)) {
        const std::string name = entry.path().filename().string();
        const std::string text = text_of(entry.path());
        const auto read = read_definition_file(text, name);
        if (name.starts_with("valid")) {
            ++valid;
            EXPECT_TRUE(read) << (read ? "" : read.error().detail) << "\n" << text;
        } else {
            ++invalid;
            EXPECT_FALSE(read && read->faults.empty()) << "the schema refuses " << text;
        }
    }
    EXPECT_GT(valid, 100U);
    EXPECT_GT(invalid, 500U);
}

}  // namespace
}  // namespace dunghan
