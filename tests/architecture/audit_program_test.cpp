// That the audit tool cannot send a mail is a fact of its link line; that the auditor's verifier
// depends on nothing of the server, one as well.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <sstream>
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

const std::filesystem::path verifier = std::filesystem::path(DUNGHAN_BINARY_DIR) / "dunghan-verify";

class Verifier : public testing::Test {
 protected:
    void SetUp() override {
        if (!std::filesystem::exists(verifier)) {
            GTEST_SKIP() << "build the target dunghan-verify first: " << verifier;
        }
    }
};

// Hashes, signatures, checksums, Unicode; what a C++ program needs; a sanitizer's own.
TEST_F(Verifier, NeedsTheseLibrariesOnly) {
    static constexpr std::array allowed{
        "libcrypto.so",
        "libsodium.so",
        "libdeflate.so",
        "libutf8proc.so",
        "libstdc++.so",
        "libgcc_s.so",
        "libc.so",
        "libm.so",
        "ld-linux",
        "libasan.so",
        "libubsan.so"};
    std::istringstream lines(output_of("readelf --wide --dynamic '" + verifier.string() + "'"));
    std::size_t found = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.find("(NEEDED)") == std::string::npos) {
            continue;
        }
        ++found;
        const bool known = std::ranges::any_of(allowed, [&](const char* library) {
            return line.find("[" + std::string(library)) != std::string::npos;
        });
        EXPECT_TRUE(known) << line;
    }
    EXPECT_GE(found, 4U);
}

TEST_F(Verifier, HoldsNothingOfStoreEngineOrSender) {
    const std::string symbols = output_of("nm --demangle '" + verifier.string() + "'");
    EXPECT_NE(symbols.find("dunghan::notary::verify"), std::string::npos);
    for (const char* name :
         {"rocksdb",
          "curl_",
          "Maildir",
          "SmtpSender",
          "dunghan::task",
          "dunghan::Engine",
          "dunghan::decode_record",
          "boost::",
          "socket"}) {
        const std::size_t at = symbols.find(name);
        EXPECT_EQ(at, std::string::npos) << name << " in " << symbols.substr(at, 200);
    }
}

}  // namespace
}  // namespace dunghan::architecture
