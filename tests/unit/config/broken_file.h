// A file with one mistake, and where and how the reader is to complain.
#pragma once

#include <gtest/gtest.h>
#include <string>

namespace dunghan::tests {

struct BrokenFile {
    const char* yaml;
    const char* message;  // begins with ":line:column: "
};

template <class Read>
void expect_complaint(const BrokenFile& broken, const Read& read) {
    const auto result = read(broken.yaml, "x.yaml");
    ASSERT_FALSE(result) << broken.yaml;
    EXPECT_EQ(result.error().detail, "x.yaml" + std::string(broken.message)) << broken.yaml;
}

}  // namespace dunghan::tests
