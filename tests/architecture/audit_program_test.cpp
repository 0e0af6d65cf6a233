// That the audit tool cannot send a mail is a fact of its link line.
#include <array>
#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace dunghan::architecture {
namespace {

const std::filesystem::path program = std::filesystem::path(DUNGHAN_BINARY_DIR) / "dunghan-audit";

// What `command` prints; it must succeed.
std::string output_of(const std::string& command) {
    std::string output;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> part{};
    while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe)) {
        output.append(part.data(), size);
    }
    EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << output.substr(0, 1000);
    return output;
}

class AuditProgram : public testing::Test {
 protected:
    void SetUp() override {
        if (!std::filesystem::exists(program)) {
            GTEST_SKIP() << "build the target dunghan-audit first: " << program;
        }
    }
};

TEST_F(AuditProgram, NeedsNoLibraryThatSends) {
    const std::string needed = output_of("readelf --wide --dynamic '" + program.string() + "'");
    EXPECT_NE(needed.find("librocksdb"), std::string::npos) << needed;
    for (const char* library : {"libcurl", "libssl", "libboost"}) {
        EXPECT_EQ(needed.find(library), std::string::npos) << library << "\n" << needed;
    }
}

TEST_F(AuditProgram, HoldsNothingOfASender) {
    const std::string symbols = output_of("nm --demangle '" + program.string() + "'");
    EXPECT_NE(symbols.find("dunghan::audit::verify_views"), std::string::npos);
    for (const char* name : {"curl_", "Smtp", "smtp", "Maildir", "maildir", "make_sender"}) {
        const std::size_t at = symbols.find(name);
        EXPECT_EQ(at, std::string::npos) << name << " in " << symbols.substr(at, 200);
    }
}

}  // namespace
}  // namespace dunghan::architecture
