// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev A plain second record of who had staked what for whom, against which the contracts are compared.
contract StakeHistory {
    struct Point {
        uint256 at;
        uint256 stake;
        address delegatee;
    }

    mapping(address account => Point[]) private _points;

    function record(address account, uint256 at, uint256 stake, address delegatee) external {
        _points[account].push(Point(at, stake, delegatee));
    }

    function latest(address account) external view returns (Point memory) {
        uint256 length = _points[account].length;
        return length == 0 ? Point(0, 0, address(0)) : _points[account][length - 1];
    }

    /// @dev What held at the end of the second `at`.
    function pointAt(address account, uint256 at) external view returns (Point memory found) {
        Point[] storage points = _points[account];
        for (uint256 i = points.length; i > 0; --i) {
            if (points[i - 1].at <= at) return points[i - 1];
        }
    }
}
