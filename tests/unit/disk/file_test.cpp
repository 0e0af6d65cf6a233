// Files that are whole or not there, and what is refused before it can hang.
#include "adapters/disk/file.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>

#include "adapters/disk/lock.h"
#include "adapters/disk/new_file.h"

#include "tests/support/temp_folder.h"

namespace dunghan::disk {
namespace {

namespace fs = std::filesystem;

struct Disk : testing::Test {
    tests::TempFolder folder;
    fs::path file = folder.path() / "file";
    fs::path fresh = folder.path() / "file.new";

    [[nodiscard]] std::string content() const {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    [[nodiscard]] unsigned mode() const {
        return static_cast<unsigned>(fs::status(file).permissions());
    }

    [[nodiscard]] fs::path pipe() const {
        const fs::path path = folder.path() / "pipe";
        EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
        return path;
    }
};

template <class T>
ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result);
    return result ? ErrorCode::invalid : result.error().code;
}

TEST_F(Disk, ReplacesContentAndRights) {
    ASSERT_TRUE(write_file(file, "old", 0644));
    fs::create_symlink("/dev/full", fresh);  // what an interrupted attempt, or an enemy, left
    ASSERT_TRUE(replace_file(file, "new"));
    EXPECT_EQ(content(), "new");
    EXPECT_EQ(mode(), owner_only);
    EXPECT_FALSE(fs::exists(fs::symlink_status(fresh)));
    const auto refused = replace_file(folder.path() / "none" / "file", "x");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("No such file"), std::string::npos);
}

TEST_F(Disk, ANewFileHasNoNameBeforeItIsWhole) {
    ASSERT_TRUE(write_file(file, "old"));
    const std::string large(3U << 20U, 'x');
    {
        NewFile cut(file, 0644);
        ASSERT_TRUE(cut.write(large));
        EXPECT_EQ(content(), "old");
    }
    EXPECT_EQ(content(), "old");
    EXPECT_FALSE(fs::exists(fresh));
    NewFile whole(file, 0644);
    ASSERT_TRUE(whole.write("begin "));
    ASSERT_TRUE(whole.write(large));
    ASSERT_TRUE(whole.finish());
    EXPECT_EQ(content(), "begin " + large);
    EXPECT_EQ(mode(), 0644U);
}

TEST_F(Disk, AppendsAndReadsTheEnd) {
    EXPECT_EQ(find_end_of_file(file, 4).value(), std::nullopt);
    for (const char* line : {"one\n", "two\n", "six\n"}) {
        ASSERT_TRUE(append_to_file(file, line, 0644));
    }
    EXPECT_EQ(content(), "one\ntwo\nsix\n");
    EXPECT_EQ(find_end_of_file(file, 4).value(), "six\n");
    EXPECT_EQ(find_end_of_file(file, 12).value(), content());
    EXPECT_EQ(find_end_of_file(file, 100).value(), content());
}

TEST_F(Disk, ReadsWithinItsLimit) {
    EXPECT_EQ(find_file(file, 10).value(), std::nullopt);
    EXPECT_EQ(code_of(read_file(file, 10)), ErrorCode::not_found);
    ASSERT_TRUE(write_file(file, "0123456789"));
    EXPECT_EQ(read_file(file, 10).value(), "0123456789");
    EXPECT_EQ(code_of(read_file(file, 9)), ErrorCode::limit_exceeded);
}

TEST_F(Disk, DoesNotWaitForAPipe) {
    const fs::path path = pipe();
    EXPECT_EQ(code_of(find_file(path, 10)), ErrorCode::refused);
    EXPECT_EQ(code_of(find_end_of_file(path, 10)), ErrorCode::refused);
    EXPECT_EQ(code_of(find_secret_file(path, 10)), ErrorCode::refused);
    EXPECT_EQ(code_of(append_to_file(path, "x", 0644)), ErrorCode::refused);
    EXPECT_EQ(code_of(append_to_file("/dev/null", "x", 0644)), ErrorCode::refused);
}

TEST_F(Disk, ReadsASecretOnlyWhenNobodyElseMay) {
    ASSERT_TRUE(write_file(file, "secret"));
    EXPECT_EQ(find_secret_file(file, 10).value(), "secret");
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(code_of(find_secret_file(file, 10)), ErrorCode::refused);
}

TEST_F(Disk, DestroysTheOctetsAndNotOnlyTheName) {
    ASSERT_TRUE(write_file(file, "secret"));
    const fs::path spy = folder.path() / "spy";
    fs::create_hard_link(file, spy);
    ASSERT_TRUE(destroy_file(file, 6));
    EXPECT_FALSE(fs::exists(file));
    EXPECT_EQ(read_file(spy, 10).value(), std::string(6, '\0'));
    EXPECT_TRUE(destroy_file(file, 6));
}

TEST_F(Disk, MakesFoldersForTheirOwnerOnly) {
    const fs::path inner = folder.path() / "a" / "b";
    ASSERT_TRUE(make_folder(inner));
    EXPECT_TRUE(make_folder(inner));
    EXPECT_EQ(static_cast<unsigned>(fs::status(inner).permissions()), 0700U);
    EXPECT_EQ(static_cast<unsigned>(fs::status(folder.path() / "a").permissions()), 0700U);
}

TEST_F(Disk, LocksForOneAtATime) {
    {
        const auto first = FileLock::take(file);
        ASSERT_TRUE(first);
        EXPECT_EQ(code_of(FileLock::take(file)), ErrorCode::refused);
    }
    EXPECT_TRUE(FileLock::wait_for(file));
}

}  // namespace
}  // namespace dunghan::disk
