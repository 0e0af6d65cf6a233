// Small files: what is destroyed is overwritten first, and what cannot be is said.
#include "adapters/disk/file.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "tests/support/temp_folder.h"

namespace dunghan::disk {
namespace {

namespace fs = std::filesystem;

std::string octets_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(DestroyFile, LeavesZerosInEveryOctetWhateverTheLength) {
    const tests::TempFolder folder;
    const fs::path file = folder.path() / "secret";
    const fs::path spy = folder.path() / "spy";  // a second name for the same octets
    for (const std::size_t size : {std::size_t{0}, std::size_t{40}, std::size_t{200'000}}) {
        ASSERT_TRUE(write_file(file, std::string(size, 'x')));
        fs::create_hard_link(file, spy);

        ASSERT_TRUE(destroy_file(file));

        EXPECT_FALSE(fs::exists(file));
        EXPECT_EQ(octets_of(spy), std::string(size, '\0'));
        fs::remove(spy);
    }
    EXPECT_TRUE(destroy_file(file)) << "done already";
}

TEST(DestroyFile, SaysWhatItCannotDestroy) {
    const tests::TempFolder folder;
    fs::create_directory(folder.path() / "secret");
    fs::create_symlink(folder.path() / "elsewhere", folder.path() / "link");
    for (const char* name : {"secret", "link"}) {
        const auto destroyed = destroy_file(folder.path() / name);
        ASSERT_FALSE(destroyed) << name;
        EXPECT_EQ(destroyed.error().code, ErrorCode::unavailable);
        EXPECT_NE(destroyed.error().detail.find(name), std::string::npos);
    }
}

TEST(ReadPrivateFile, RefusesWhatOthersMayRead) {
    const tests::TempFolder folder;
    const fs::path file = folder.path() / "secret";
    ASSERT_TRUE(write_file(file, "x"));
    EXPECT_EQ(read_private_file(file, 1).value(), "x");
    EXPECT_EQ(read_private_file(folder.path(), 1).error().code, ErrorCode::refused);
    EXPECT_EQ(read_private_file(folder.path() / "none", 1).value(), std::nullopt);
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
    EXPECT_EQ(read_private_file(file, 1).error().code, ErrorCode::refused);
}

}  // namespace
}  // namespace dunghan::disk
